using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>May a sign-in resume an active Mission? It never lengthens, widens or changes the actor.</summary>
/// <remarks>Source: article, "Handoff Modes", Resume; handoff digest §4, rows 14 to 16.</remarks>
internal static class Resume
{
    public static ModeDecision Decide(CompiledPurpose purpose, ExistingMission mission, BootstrapFacts facts)
    {
        ResumeRule rule = purpose.Entry.Resume;
        ValueArray<Reason> differences = Reasons.Sort(
        [
            .. Window(purpose, mission, facts),
            .. mission.IsSameKey ? Array.Empty<Reason>() : [Incompatible(purpose, "resume.key", "$.resume", "the request is bound to another key")],
            .. rule.Same.Where(member => !IsSame(member, mission.Envelope, facts)).Select(member => Differs(purpose, member)),
            .. Params(purpose, mission.Envelope, facts),
        ]);
        return differences.IsEmpty ? new ModeDecision.ReAttest(mission)
            : rule.Otherwise == ResumeFallback.Recreate ? new ModeDecision.Create(differences)
            : new ModeDecision.Refused(differences);
    }

    private static IEnumerable<Reason> Window(CompiledPurpose purpose, ExistingMission mission, BootstrapFacts facts)
    {
        bool inside = purpose.Entry.Resume.Within is { } within && facts.Now - mission.AttestedAt <= within;
        if (!inside)
        {
            yield return Incompatible(purpose, "resume.within", "$.resume.within", "too long after the last attestation");
        }

        if (!mission.Envelope.Lifetime.Contains(facts.Now))
        {
            yield return Incompatible(purpose, "lifetime.max", "$.lifetime", "past the Mission's end");
        }
    }

    private static bool IsSame(string member, MissionEnvelope envelope, BootstrapFacts facts) => member switch
    {
        "subject" => envelope.Subject == facts.SignIn!.Subject,
        "tenant" => envelope.Tenant == facts.Context!.Tenant,
        "application" => envelope.Application == facts.Context!.Application,
        "actor" => envelope.Actor == facts.Actor?.Id,
        _ when member.StartsWith("params.", StringComparison.Ordinal) =>
            Param(envelope.GoverningParams, member[7..]) == Param(facts.Context!.GoverningJson, member[7..]),
        _ => false,
    };

    private static string? Param(string json, string path)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return JsonFacts.At(document.RootElement, path) is { } value ? CanonicalJson.Serialize(value) : null;
    }

    // "No wider than the envelope": what the event's params would allow now has to be inside what the Mission allows already.
    private static IEnumerable<Reason> Params(CompiledPurpose purpose, MissionEnvelope envelope, BootstrapFacts facts)
    {
        if (facts.Context!.GoverningJson == envelope.GoverningParams)
        {
            yield break;
        }

        MissionEnvelope fresh = EnvelopeBuilder.Build(purpose, BootstrapInputs.Of(facts, facts.SignIn!.Subject));
        if (EnvelopeContainment.Grants(envelope, fresh) != Containment.Contained)
        {
            yield return Incompatible(purpose, "params", "$.params", "the params allow more than the Mission does");
        }
    }

    private static Reason Differs(CompiledPurpose purpose, string member) =>
        Incompatible(purpose, "resume.same." + member, "$.resume.same", $"{member} differs");

    private static Reason Incompatible(CompiledPurpose purpose, string rule, string path, string detail) => new()
    {
        Code = ReasonCodes.ResumeIncompatible,
        Dimension = Dimension.State,
        RuleId = rule,
        Position = purpose.Entry.Source.At(path),
        Detail = detail,
    };
}
