using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Trials;

/// <summary>Asks both versions for an assertion to another authorization server.</summary>
internal sealed record ProjectionTrial
{
    public required string Audience { get; init; }

    public int Depth { get; init; } = 1;

    public string? Resource { get; init; }

    // The param whose value has to cross.
    public string? Param { get; init; }

    // The attribute whose bound has to be gone.
    public string? Bound { get; init; }

    public bool HasActor { get; init; }

    // Whether the question is how long the assertion lasts.
    public bool AsksForTime { get; init; }

    public SignInFacts? SignIn { get; init; }

    // The event, when it is not the plain one.
    public MissionQuestion? Question { get; init; }

    public static Witness? Confirm(Versions versions, ProjectionTrial trial)
    {
        MissionQuestion mission = trial.Mission(versions);
        if (trial.Ask(versions.Before, mission) is not { } was || trial.Ask(versions.After, mission) is not ProjectionDecision.Project now)
        {
            return null;
        }

        return was is not ProjectionDecision.Project old || trial.IsMore(old.Claims, now.Claims)
            ? new Witness { Question = Trial.Question(mission, "projection", trial.Json), BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) }
            : null;
    }

    private bool IsMore(ProjectionClaims was, ProjectionClaims now) =>
        (Param is { } name && now.ParamsJson.Contains($"\"{name}\":", StringComparison.Ordinal) && !was.ParamsJson.Contains($"\"{name}\":", StringComparison.Ordinal))
        || (Bound is { } bound && was.Grants.All(grant => IsBounded(grant, bound)) && now.Grants.Any(grant => !IsBounded(grant, bound)))
        || (HasActor && now.Actor is not null && was.Actor is null)
        || (AsksForTime && now.ExpiresAt > was.ExpiresAt);

    private static bool IsBounded(ProjectedGrant grant, string attribute) => grant.Where.Any(bound => bound.Name == attribute);

    private MissionQuestion Mission(Versions versions)
    {
        MissionQuestion mission = Question ?? MissionQuestion.Plain(versions);
        mission = mission with { Params = Needed(versions).Aggregate(mission.Params, (json, name) => ParamsJson.With(versions, json, name)) };
        return HasActor && !mission.IsActorVerified ? mission with { ActorType = "agent", IsActorVerified = true } : mission;
    }

    // A bound without its param allows nothing, and its grant does not cross.
    private IEnumerable<string> Needed(Versions versions) => new[] { versions.Before.Entry, versions.After.Entry }
        .SelectMany(entry => entry.Authority.Where(rule => Resource is null
            ? entry.Propagation.Audiences.Any(audience => audience.As == Audience && audience.Resources.Contains(rule.Resource))
            : rule.Resource == Resource))
        .SelectMany(rule => BoundSource.Of(rule.Where))
        .Select(BoundSource.ParamOf)
        .Append(Param)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);

    private string Json => JsonText.Canonical(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("audience", Audience);
        writer.WriteNumber("depth", Depth);
        JsonText.Optional(writer, "resource", Resource);
        JsonText.Optional(writer, "acr", SignIn?.Acr);
        JsonText.Optional(writer, "auth_age", SignIn is null ? null : FactText.Duration((CaseMission.DefaultTime - SignIn.At).Ticks));
        writer.WriteEndObject();
    });

    private ProjectionDecision? Ask(CompiledPurpose purpose, MissionQuestion mission) => Trial.Envelope(purpose, mission) is not { } envelope ? null : Projection.Decide(
        purpose.Vocabulary,
        purpose.Shapes.Compile(envelope),
        new ProjectionRequest
        {
            Audience = Audience,
            Depth = Depth,
            Resources = Resource is null ? [] : [Resource],
            SignIn = SignIn ?? StrengthOrder.SignIn(mission.Acr, TimeSpan.Zero),
            Now = CaseMission.DefaultTime,
        });
}
