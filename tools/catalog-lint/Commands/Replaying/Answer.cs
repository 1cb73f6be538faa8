using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>A boundary decision as two catalogs can be compared by it: positions and rule names may differ.</summary>
/// <param name="Outcome"><c>inside</c>, <c>reapprove</c> or <c>deny</c>.</param>
/// <param name="Codes">The reason codes, sorted.</param>
internal sealed record Answer(string Outcome, ValueArray<string> Codes)
{
    /// <summary>How strict it is: inside, ask again, deny.</summary>
    public int Rank => Outcome switch { "inside" => 0, "reapprove" => 1, _ => 2 };

    public static Answer Of(BoundaryDecision decision) => decision.Match(
        inside => new Answer("inside", CodesOf(inside.Reasons)),
        ask => new Answer("reapprove", CodesOf(ask.Crossings)),
        deny => new Answer("deny", CodesOf(deny.Reasons)));

    public static Answer Deny(string code) => new("deny", [code]);

    public override string ToString() => Codes.IsEmpty || Outcome == "inside" ? Outcome : $"{Outcome} [{string.Join(", ", Codes)}]";

    private static ValueArray<string> CodesOf(ValueArray<Reason> reasons) => reasons.Select(reason => reason.Code).ToSortedSet();
}
