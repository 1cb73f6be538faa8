using System.Collections.Immutable;

namespace MissionPolicy.Server.Keys;

/// <summary>Names of the closed algorithm list.</summary>
internal static class SigningAlgorithms
{
    /// <summary>The wire names, for metadata and verification.</summary>
    public static ImmutableArray<string> Names { get; } = ["ES256", "PS256"];

    /// <summary>Is this wire name on the closed list?</summary>
    /// <param name="name">The <c>alg</c> value; case-sensitive.</param>
    /// <param name="algorithm">The algorithm when true.</param>
    public static bool TryRead(string? name, out SigningAlgorithm algorithm)
    {
        algorithm = name == "PS256" ? SigningAlgorithm.PS256 : SigningAlgorithm.ES256;
        return name is "ES256" or "PS256";
    }

    /// <summary>The wire name.</summary>
    /// <param name="algorithm">The algorithm.</param>
    public static string Name(this SigningAlgorithm algorithm) => algorithm == SigningAlgorithm.ES256 ? "ES256" : "PS256";
}
