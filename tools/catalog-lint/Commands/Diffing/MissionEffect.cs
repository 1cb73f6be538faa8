namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary>What happens to a live Mission.</summary>
internal enum MissionEffect
{
    /// <summary>It goes on with less.</summary>
    Narrowed,

    /// <summary>It holds nothing until the entry allows it again or a person approves it anew.</summary>
    Suspended,

    /// <summary>Its purpose is gone.</summary>
    Stopped,
}
