using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Samples.ResourceGuard;
using MissionPolicy.Samples.ResourceGuard.Grants;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Downstream;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tests.Some.Generated;
using GuardValue = MissionPolicy.Samples.ResourceGuard.Grants.AttributeValue;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>Walks one crossing with the code of every station; between two stations there is nothing but text.</summary>
internal sealed record CrossingRun(Crossing Crossing, CompiledEnvelope Envelope)
{
    private const string MissionRef = "mr_1";

    private static readonly CatalogSource Words = new("vocabulary/words.yaml", $$"""
        max_lifetime: 30d
        levels: [{ name: mfa, title: Two factors }]
        clients: [assistant]
        authorization_servers: ["{{GenCrossing.Audience}}"]
        classes:
          c.one: { title: Ones, operations: {{Operations}}, attributes: {{Attributes}} }
          c.two: { title: Twos, operations: {{Operations}}, attributes: {{Attributes}} }

        """);

    private const string Operations =
        "{ read: { title: read }, create: { title: create, implies: [read] }, update: { title: change, implies: [read] }, delete: { title: delete } }";

    private const string Attributes = "{ account: { kind: text, title: account }, amount: { kind: number, title: amount }, starts: { kind: instant, title: start }, "
        + "length: { kind: duration, title: length }, people: { kind: text_set, title: people }, urgent: { kind: flag, title: urgent } }";

    public static CatalogVocabulary Vocabulary { get; } = CatalogLoader.Load([Words]).Match(
        loaded => loaded.Model.Vocabulary, refused => throw new InvalidOperationException(string.Join('\n', refused.Diagnostics)));

    /// <summary>The Mission at home, read back from its store; null when the catalog is
    /// refused because a bound could not cross, or when nothing is granted.</summary>
    public static CrossingRun? Load(Crossing crossing) =>
        CatalogLoader.Load([Words, new CatalogSource("purposes/cross.yaml", crossing.Entry)]).Match(
        loaded => Loaded(crossing, CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries).Purposes.Values.Single()),
        refused => refused.Diagnostics.All(diagnostic => diagnostic.Code.Id is "MP1106" or "MP1123")
            ? null
            : throw new InvalidOperationException(string.Join('\n', refused.Diagnostics)));

    /// <summary>The details of the local token; null when a station refuses.</summary>
    public string? LocalToken() => Assertion() is { } details ? Redeemed(details) : null;

    /// <summary>What an API says that has only the token.</summary>
    public static bool Permits(string details, string server, DiscoveredAction action)
    {
        JsonElement claims = JsonElement.Parse($$"""{"mission_ref":"{{MissionRef}}","authorization_details":{{details}}}""");
        MissionCaller caller = new()
        {
            Subject = "local_1", ClientId = "client", MissionRef = MissionRef, KeyThumbprint = "jkt", Audience = server, Grants = MissionGrant.All(claims), Claims = claims,
        };
        return caller.Refuse(new ResourceAction
        {
            Datatype = action.Resource,
            Operation = action.Operation,
            Object = action.Get(FactName.Attribute("id")) is { IsAbsent: false, Kind: FactKind.Text } id ? id.AsText : null,
            Attributes = action.Attributes.Where(attribute => attribute.Name != "id" || attribute.Value.Kind != FactKind.Text)
                .ToImmutableDictionary(attribute => attribute.Name, attribute => ValueOf(attribute.Value)),
        }) is null;
    }

    private static CrossingRun? Loaded(Crossing crossing, CompiledPurpose purpose)
    {
        RequestedPurpose requested = new()
        {
            Client = "assistant", Kind = purpose.Entry.Kind, Params = JsonElement.Parse(crossing.Params), Application = "ai_assistant", Tenant = "example.com",
        };
        AppliedContext context = ContextApplier.Apply(purpose, requested, GenCrossing.Now).Match(
            applied => applied.Context, refused => throw new InvalidOperationException(string.Join('\n', refused.Reasons)));
        MissionEnvelope built = EnvelopeBuilder.Build(
            purpose, new GoverningInputs { Context = context, Subject = "user_1", Now = GenCrossing.Now });
        using JsonDocument stored = JsonDocument.Parse(EnvelopeJson.Write(Changed(crossing, built)));
        return new CrossingRun(crossing, CompiledEnvelope.From(EnvelopeJson.Read(stored.RootElement)));
    }

    private static MissionEnvelope Changed(Crossing crossing, MissionEnvelope built) => built with
    {
        Grants = crossing.IsOld ? [.. built.Grants.Select(grant => grant with { BoundBy = null })] : built.Grants,
        Audiences = [.. built.Audiences.Select(audience => audience with { ProjectParams = audience.ProjectParams.Where(name => name != crossing.Withheld).ToValueArray() })],
    };

    private string? Assertion()
    {
        MissionDetail detail = MissionDetailsParser.Parse(Crossing.AtHome!, DetailUse.Projection).Match(
            details => details[0], error => throw new InvalidOperationException(error.ToString()));
        ValueArray<string> types = detail.DataTypes.IsEmpty ? Envelope.Envelope.Audiences.SelectMany(audience => audience.Resources).ToSortedSet() : detail.DataTypes;
        if (!DerivationQuestion.Constraints(detail, types, Vocabulary).TryGet(out ImmutableArray<Condition> constraints, out _))
        {
            return null;
        }

        ProjectionDecision decision = Projection.Decide(Vocabulary, Envelope, new ProjectionRequest
        {
            Audience = GenCrossing.Audience,
            Resources = detail.DataTypes,
            Operations = detail.Actions,
            Identifier = detail.Identifier,
            Constraints = constraints,
            Scopes = Crossing.Scopes.ToSortedSet(),
            SignIn = new SignInFacts("user_1", "mfa", ["pwd"], GenCrossing.Now, true),
            Now = GenCrossing.Now,
        });
        return decision.Match(project => DetailsWriter.Write(MissionRef, project.Claims), _ => null!);
    }

    private string? Redeemed(string asserted)
    {
        if (!MissionDetailsParser.Parse(asserted, DetailUse.Projection).TryGet(out ValueArray<MissionDetail> details, out _))
        {
            return null;
        }

        LocalPolicy policy = new(Options.Create(new ResourceRoleOptions
        {
            Policies = [new LocalPolicyOptions { PurposeKind = Envelope.Envelope.Kind, Resources = [Crossing.Server], Scopes = [.. Crossing.Policy] }],
        }));
        FormParameters form = FormParameters.From(
            [KeyValuePair.Create("authorization_details", Crossing.There ?? string.Empty), KeyValuePair.Create("scope", string.Join(' ', Crossing.ScopesThere))],
            FormParameters.Repeatable).Match(read => read, error => throw new InvalidOperationException(error.ToString()));
        (LocalGrant? grant, _) = policy.Decide(
            new ReceivedAssertion
            {
                Issuer = "https://op.example", TokenId = "idj_1", Subject = "user_1", ClientId = "client", KeyThumbprint = "jkt", IssuedAt = GenCrossing.Now, ExpiresAt = GenCrossing.Now.AddMinutes(5),
                MissionRef = MissionRef, PurposeKind = Envelope.Envelope.Kind, Details = details,
            },
            form);
        return grant is null ? null : LocalDetail.Write(grant.Details, MissionRef, grant.Resource);
    }

    private static GuardValue ValueOf(FactValue value) => value.Kind switch
    {
        FactKind.Number => GuardValue.Of(value.AsNumber),
        FactKind.Instant => GuardValue.Of(new DateTimeOffset((long)value.AsNumber, TimeSpan.Zero)),
        FactKind.Duration => GuardValue.Of(new TimeSpan((long)value.AsNumber)),
        FactKind.Flag => GuardValue.Of(value.AsNumber == 1),
        FactKind.TextSet => GuardValue.Of((IEnumerable<string>)value.AsSet.Items),
        _ => GuardValue.Of(value.AsText),
    };
}
