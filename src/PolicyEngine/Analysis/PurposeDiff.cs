using MissionPolicy.Engine.Compilation;

namespace MissionPolicy.Engine.Analysis;

/// <summary>Compares two versions of one purpose, dimension by dimension.</summary>
internal static class PurposeDiff
{
    public static PurposeDifference Compare(string kind, CompiledPurpose? before, CompiledPurpose? after) => new()
    {
        Kind = kind,
        Classification = before is null ? Change.Added : after is null ? Change.Removed : Change.Equivalent,
    };
}
