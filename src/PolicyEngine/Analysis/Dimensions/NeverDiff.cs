using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>What nobody may even ask for: an operation that is no longer forbidden can be approved by a user.</summary>
internal static class NeverDiff
{
    public static IEnumerable<DimensionDifference> Compare(Versions versions)
    {
        (Dictionary<Forbidden, EnvelopeProhibition> before, Dictionary<Forbidden, EnvelopeProhibition> after) = (Of(versions.Before), Of(versions.After));
        IEnumerable<DimensionDifference> freed =
            from gone in before
            where !after.ContainsKey(gone.Key)
            select Verdict.Wider(
                DiffDimension.Never, $"operation `{gone.Key.Operation}` on `{gone.Key.Resource}` is no longer forbidden", gone.Value.Position, versions.AfterAt("$.never"), Confirm(versions, gone.Key));
        IEnumerable<DimensionDifference> forbidden =
            from added in after
            where !before.ContainsKey(added.Key)
            select Verdict.Narrower(
                DiffDimension.Never, $"operation `{added.Key.Operation}` on `{added.Key.Resource}` is forbidden now", versions.BeforeAt("$.never"), added.Value.Position);
        return freed.Concat(forbidden);
    }

    private static Dictionary<Forbidden, EnvelopeProhibition> Of(Compilation.CompiledPurpose purpose) => EnvelopeBuilder.Prohibitions(purpose)
        .SelectMany(rule => rule.Operations.Select(operation => (Key: new Forbidden(rule.Resource, operation), Rule: rule)))
        .DistinctBy(one => one.Key)
        .ToDictionary(one => one.Key, one => one.Rule);

    private static Witness? Confirm(Versions versions, Forbidden freed)
    {
        MissionQuestion mission = MissionQuestion.Plain(versions);
        string action = JsonText.Canonical(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("resource", freed.Resource);
            writer.WriteString("operation", freed.Operation);
            writer.WriteEndObject();
        });
        return Trial.Confirm(versions, mission, action, decision => decision is not BoundaryDecision.Deny);
    }

    private readonly record struct Forbidden(string Resource, string Operation);
}
