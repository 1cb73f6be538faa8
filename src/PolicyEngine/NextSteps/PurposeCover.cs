using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.NextSteps;

/// <summary>Does a fresh Mission of a purpose cover what is wanted, and with which params? Shown by building its envelope and asking
/// it.</summary>
/// <remarks>Params are filled from what is wanted, as little as that needs; a param that nothing wanted names is left to the
/// client.</remarks>
internal static class PurposeCover
{
    private const string NoParams = "{}";

    /// <summary>The offer, or null where the client may not request the purpose or its entry does not cover what is wanted.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="by">The client, and the person who would sign in.</param>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="mayDefer">Whether the client can ask for a deferred answer.</param>
    /// <param name="now">The time.</param>
    public static PurposeOffer? Of(CompiledPurpose purpose, AppliedValues by, Wanted wanted, bool mayDefer, DateTimeOffset now)
    {
        string tenant = wanted.Tenant ?? by.Tenant;
        if (!purpose.Entry.Allowed.Clients.Contains(by.Client) || !wanted.Rules(purpose.Entry).Any())
        {
            return null;
        }

        if (!Pushing.Decide(purpose, by.Client, HandoffRequest.None, mayDefer).IsEmpty || Bootstrap.Membership(by.SubjectTenants, tenant) is not null)
        {
            return null;
        }

        // What the purpose grants on request only is asked for by name, and with it nothing else.
        return Covering(purpose, by, tenant, wanted, now, null) ?? (ByName(wanted) is { } asked ? Covering(purpose, by, tenant, wanted, now, asked) : null);
    }

    private static AskedAuthority? ByName(Wanted wanted) => wanted.Resources.IsEmpty || wanted.Operations.IsEmpty ? null
        : new AskedAuthority([new AskedItem { Locations = wanted.At is null ? [] : [wanted.At], Resources = wanted.Resources, Operations = wanted.Operations }]);

    private static PurposeOffer? Covering(
        CompiledPurpose purpose, AppliedValues by, string tenant, Wanted wanted, DateTimeOffset now, AskedAuthority? asked)
    {
        if (Begin(purpose, by, tenant, NoParams, now) is not { } empty)
        {
            return null;
        }

        ValueArray<Reason> crossed = Remaining(purpose, by, empty, wanted, now, asked).Reasons;
        AuthorityRule[] rules = Reapproval.Concerned(purpose, wanted.Rules(purpose.Entry), wanted.Operations);
        string parameters = ParamsAmendment.Of(purpose, by with { ParamsJson = NoParams }, rules, wanted.Wishes, crossed);
        if (Begin(purpose, by, tenant, parameters, now) is not { } begun)
        {
            return null;
        }

        (MissionEnvelope envelope, ValueArray<Reason> remaining) = Remaining(purpose, by, begun, wanted, now, asked);
        return !remaining.IsEmpty ? null : new PurposeOffer(
            purpose.Entry.Kind,
            purpose.Entry.Title,
            Operations(envelope, wanted),
            tenant,
            parameters,
            ToFill(purpose, parameters),
            purpose.Entry.Approval.Mode == ApprovalMode.Review) { Asked = asked };
    }

    private static AppliedContext? Begin(CompiledPurpose purpose, AppliedValues by, string tenant, string parameters, DateTimeOffset now)
    {
        using JsonDocument json = JsonDocument.Parse(parameters);
        return ContextApplier.Begin(
            purpose,
            new RequestedPurpose { Client = by.Client, Kind = purpose.Entry.Kind, Params = json.RootElement, Application = by.Application, Tenant = tenant },
            now);
    }

    private static (MissionEnvelope Envelope, ValueArray<Reason> Reasons) Remaining(
        CompiledPurpose purpose, AppliedValues by, AppliedContext context, Wanted wanted, DateTimeOffset now, AskedAuthority? asked)
    {
        GoverningInputs inputs = new()
        {
            Context = context,
            Subject = by.Subject,
            SubjectClaims = by.SubjectClaims,
            ClientMaxLifetime = by.ClientMaxLifetime,
            Asked = asked,
            Now = now,
        };
        Tightening tightening = Tightening.Of(purpose, inputs);
        MissionEnvelope envelope = EnvelopeBuilder.Build(purpose, inputs, tightening);
        return (envelope, tightening.Refused.IsEmpty ? wanted.Remaining(purpose.Shapes.Compile(envelope), now) : tightening.Refused);
    }

    private static ValueArray<string> Operations(MissionEnvelope envelope, Wanted wanted) => envelope.Grants
        .Where(grant => (wanted.Resources.IsEmpty || wanted.Resources.Contains(grant.Resource)) && (wanted.At is null || grant.At == wanted.At))
        .SelectMany(grant => grant.Operations
            .Where(operation => !envelope.Never.Any(rule => rule.Resource == grant.Resource && rule.Operations.Contains(operation))))
        .ToSortedSet();

    private static ValueArray<string> ToFill(CompiledPurpose purpose, string parameters)
    {
        using JsonDocument filled = JsonDocument.Parse(parameters);
        return purpose.SchemaOutline.Required.Where(name => !filled.RootElement.TryGetProperty(name, out _)).ToSortedSet();
    }
}
