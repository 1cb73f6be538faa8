using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.CatalogLint.Commands.Explaining;

/// <summary>Reasons as lines: code, rule, what was asked, what is allowed, and the line that says so.</summary>
internal static class ReasonLines
{
    public static void Write(Screen screen, ValueArray<Reason> reasons)
    {
        foreach (Reason reason in reasons)
        {
            screen.Line("  ", Piece.Bad("left"), $" {reason.Code}", reason.RuleId is { } rule ? $", {rule}" : string.Empty, Said(reason), Piece.Dim(At(reason.Position)));
        }
    }

    /// <summary>Where a rule stands; empty for the rules that every Mission has.</summary>
    public static string At(SourcePosition position) => position.Line > 0 ? $"  {position}" : string.Empty;

    private static string Said(Reason reason)
    {
        string asked = reason.Asked is { } value ? $": asked {value}" : string.Empty;
        string allowed = reason.Allowed.IsEmpty ? string.Empty : $"{(asked.Length == 0 ? ": " : ", ")}allowed {string.Join(", ", reason.Allowed)}";
        return $"{asked}{allowed}{(reason.Detail is { } detail ? $" ({detail})" : string.Empty)}";
    }
}
