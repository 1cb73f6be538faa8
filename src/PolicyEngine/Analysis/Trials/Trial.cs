using System.Collections.Frozen;
using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Trials;

/// <summary>Asks the compiled rule sets what a witness asks, reading it from its printed form.</summary>
internal static class Trial
{
    public static BootstrapDecision Bootstrap(
        CompiledPurpose purpose, MissionQuestion question, Func<BootstrapFacts, BootstrapFacts>? adjust = null) =>
        Read(purpose, question) is var mission && Apply(purpose, mission) is { } context
            ? Decisions.Bootstrap.Decide(purpose, (adjust ?? (facts => facts))(mission.Facts with { Context = context, SubjectClaims = Claims(question) }))
            : new BootstrapDecision.Refused(Refusal(purpose, mission));

    /// <summary>What a catalog answers that does not have the purpose.</summary>
    public static BootstrapDecision WithoutPurpose(CompiledPurpose reader, MissionQuestion question) =>
        Read(reader, question) is var mission && Apply(reader, mission) is { } context
            ? Decisions.Bootstrap.Decide(null, mission.Facts with { Context = context })
            : new BootstrapDecision.Refused([new Reason { Code = ReasonCodes.PurposeUnknown, Dimension = Dimension.Params }]);

    /// <summary>The envelope of a Mission; null when the event cannot have one.</summary>
    public static MissionEnvelope? Envelope(CompiledPurpose purpose, MissionQuestion question)
    {
        CaseMission mission = Read(purpose, question);
        if (Apply(purpose, mission) is not { } context)
        {
            return null;
        }

        GoverningInputs inputs = BootstrapInputs.Of(
            mission.Facts with { Context = context, SubjectClaims = Claims(question) },
            mission.Facts.SignIn!.Subject);
        Tightening tightening = Tightening.Of(purpose, inputs);
        return tightening.Refused.IsEmpty ? EnvelopeBuilder.Build(purpose, inputs, tightening) : null;
    }

    /// <summary>The applied values that the Mission of an event keeps; null when the event cannot have one.</summary>
    public static AppliedValues? Values(CompiledPurpose purpose, MissionQuestion question)
    {
        CaseMission mission = Read(purpose, question);
        return Apply(purpose, mission) is not { } context ? null : new AppliedValues
        {
            Client = context.Client,
            Application = context.Application,
            Tenant = context.Tenant,
            ParamsJson = context.ParamsJson,
            MaxDuration = context.MaxDuration,
            ExpiresAt = context.ExpiresAt,
            Subject = mission.Facts.SignIn!.Subject,
            SubjectClaims = Claims(question),
        };
    }

    public static DiscoveredAction Action(CompiledPurpose purpose, MissionEnvelope envelope, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        ActionDefaults defaults = new(envelope.Subject, envelope.Tenant, CaseMission.DefaultTime);
        return ActionReader.TryRead(document.RootElement, purpose.Vocabulary, defaults, out DiscoveredAction? action) is { } wrong
            ? throw new InvalidOperationException(wrong)
            : action!;
    }

    public static BoundaryDecision Boundary(
        CompiledPurpose purpose, MissionEnvelope envelope, string actionJson, MissionStandings standing = MissionStandings.Good) =>
        Decisions.Boundary.Decide(purpose.Shapes.Compile(envelope), Action(purpose, envelope, actionJson), standing);

    /// <summary>An action that the new version lets through and the old one does not;
    /// null when that is not so, or one of them makes no Mission.</summary>
    public static Witness? Confirm(Versions versions, MissionQuestion mission, string action, Func<BoundaryDecision, bool> letsThrough)
    {
        if (Envelope(versions.Before, mission) is not { } before || Envelope(versions.After, mission) is not { } after)
        {
            return null;
        }

        (BoundaryDecision was, BoundaryDecision now) = (Boundary(versions.Before, before, action), Boundary(versions.After, after, action));
        return letsThrough(now) && !letsThrough(was)
            ? new Witness { Question = Question(mission, "action", action), BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) }
            : null;
    }

    public static string Question(MissionQuestion mission, string? member = null, string? json = null) => JsonText.Canonical(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("mission");
        writer.WriteRawValue(mission.JsonFor(null));
        if (member is not null)
        {
            writer.WritePropertyName(member);
            writer.WriteRawValue(json!);
        }

        writer.WriteEndObject();
    });

    private static CaseMission Read(CompiledPurpose purpose, MissionQuestion question) =>
        CaseMission.Read(purpose, question.JsonFor(purpose));

    private static AppliedContext? Apply(CompiledPurpose purpose, CaseMission mission) =>
        ContextApplier.Apply(purpose, mission.Requested, mission.Facts.Now).Match<AppliedContext?>(applied => applied.Context, _ => null);

    private static ValueArray<Reason> Refusal(CompiledPurpose purpose, CaseMission mission) =>
        ContextApplier.Apply(purpose, mission.Requested, mission.Facts.Now).Match(_ => [], refused => refused.Reasons);

    private static FrozenDictionary<string, FactValue> Claims(MissionQuestion question) =>
        question.Claims.ToFrozenDictionary(claim => claim.Name, claim => claim.Value, StringComparer.Ordinal);
}
