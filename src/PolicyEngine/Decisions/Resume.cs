using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>May a sign-in resume an active Mission? It never lengthens, widens or changes the actor.</summary>
/// <remarks>Source: article, "Handoff Modes", Resume.</remarks>
internal static class Resume
{
    public static ModeDecision Decide(CompiledPurpose purpose, ExistingMission mission, BootstrapFacts facts)
    {
        RuleQuestion question = new(new ResumeFactView(purpose, mission, facts));
        ImmutableArray<Rule> fired = purpose.Resume.Ask(question);
        ValueArray<Reason> refused = Reasons.Sort(Reasons.Of<Outcome.Refuse>(fired, question));
        ValueArray<Reason> differences = Reasons.Sort(Reasons.Of<Outcome.AskAgain>(fired, question));
        return !refused.IsEmpty ? new ModeDecision.Refused([.. refused, .. differences])
            : differences.IsEmpty ? new ModeDecision.ReAttest(mission)
            : purpose.Entry.Resume.Otherwise == ResumeFallback.Recreate ? new ModeDecision.Create(differences)
            : new ModeDecision.Refused(differences);
    }
}
