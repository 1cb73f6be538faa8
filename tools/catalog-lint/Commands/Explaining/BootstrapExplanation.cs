using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.CatalogLint.Commands.Explaining;

/// <summary>Why a Mission may begin, has to wait, or is refused.</summary>
internal static class BootstrapExplanation
{
    /// <summary>Writes the trace.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="purpose">The entry.</param>
    /// <param name="missionJson">The Mission, as in a case; null for the plainest one.</param>
    /// <returns>The exit code.</returns>
    public static int Write(Screen screen, CompiledPurpose purpose, string? missionJson)
    {
        CaseMission mission = CaseMission.Read(purpose, missionJson);
        screen.Line(Piece.Dim("entry    "), purpose.Entry.Kind, Piece.Dim($" version {purpose.Entry.Version}, {purpose.Entry.Source.At("$.kind")}"));
        screen.Line(Piece.Dim("mission  "), missionJson ?? "{}");
        BootstrapFacts? facts = null;
        (Piece word, ValueArray<Reason> reasons) = ContextApplier.Apply(purpose, mission.Requested, mission.Facts.Now).Match(
            applied => Bootstrap.Decide(purpose, facts = mission.Facts with { Context = applied.Context }).Match(
                granted => (Piece.Good("granted"), granted.Reasons),
                stepUp => (Piece.Careful("step up first"), stepUp.Reasons),
                confirm => (Piece.Careful("the person is asked"), confirm.Reasons),
                review => (Piece.Careful("reviewers are asked"), review.Reasons),
                refused => (Piece.Bad("refused"), refused.Reasons)),
            refused => (Piece.Bad("refused"), refused.Reasons));
        screen.Line(Piece.Dim("answer   "), word);
        foreach (Reason reason in reasons)
        {
            screen.Line("  ", $"{reason.Code}", reason.RuleId is { } rule ? $", {rule}" : string.Empty, reason.Detail is { } detail ? $" ({detail})" : string.Empty, Piece.Dim(ReasonLines.At(reason.Position)));
        }

        if (facts is not null)
        {
            RuleChain.Write(screen, purpose, facts);
        }

        return ExitCodes.Clean;
    }
}
