using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Trials;

/// <summary>Comes back to a running Mission.</summary>
internal sealed record ResumeTrial
{
    /// <summary>How long ago the Mission was attested.</summary>
    public TimeSpan Ago { get; init; }

    /// <summary>The part of the Mission that is another one than the event's.</summary>
    public string? Other { get; init; }

    /// <summary>The params of the Mission, when they are others than the event's.</summary>
    public string? MissionParams { get; init; }

    /// <summary>The params of the event, when they are not the plain ones.</summary>
    public string? EventParams { get; init; }

    public static Witness? Confirm(Versions versions, ResumeTrial trial)
    {
        MissionQuestion mission = MissionQuestion.Plain(versions) with { Answer = "approved" };
        mission = trial.EventParams is { } json ? mission with { Params = json } : mission;
        (BootstrapDecision? was, BootstrapDecision? now) = (trial.Ask(versions.Before, mission), trial.Ask(versions.After, mission));
        return was is not null && now is not null && Rank(now) > Rank(was)
            ? new Witness { Question = Trial.Question(mission, "resume", trial.Json), BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) }
            : null;
    }

    // Taking up what runs is more than making it anew, and that is more than nothing.
    private static int Rank(BootstrapDecision decision) => decision switch
    {
        BootstrapDecision.Granted { Mode: HandoffMode.Resume } => 2,
        BootstrapDecision.Refused or BootstrapDecision.StepUp => 0,
        _ => 1,
    };

    private string Json => JsonText.Canonical(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("attested_before", FactText.Duration(Ago.Ticks));
        JsonText.Optional(writer, "other", Other);
        if (MissionParams is not null)
        {
            writer.WritePropertyName("mission_params");
            writer.WriteRawValue(MissionParams);
        }

        writer.WriteEndObject();
    });

    private BootstrapDecision? Ask(CompiledPurpose purpose, MissionQuestion question)
    {
        MissionQuestion made = question with { Params = MissionParams ?? question.Params };
        if (Trial.Envelope(purpose, made) is not { } envelope)
        {
            return null;
        }

        // The Mission runs for long enough that only the time to resume matters.
        envelope = envelope with { Lifetime = new Vocabulary.Lifetime(CaseMission.DefaultTime - Ago, CaseMission.DefaultTime + TimeSpan.FromHours(1)) };
        ExistingMission existing = new(MissionState.Active, Changed(envelope), CaseMission.DefaultTime - Ago);
        return Trial.Bootstrap(purpose, question, facts => facts with { Handoff = new HandoffRequest([new NamedMission("resume", existing)]) });
    }

    private MissionEnvelope Changed(MissionEnvelope envelope) => Other switch
    {
        "tenant" => envelope with { Tenant = "other.example" },
        "application" => envelope with { Application = "other-application" },
        "actor" => envelope with { Actor = "actor_2" },
        _ => envelope,
    };
}
