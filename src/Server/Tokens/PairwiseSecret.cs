using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tokens;

/// <summary>The secret that pairwise subject identifiers are made with; one for the life of the store.</summary>
/// <param name="Protected">The secret under Data Protection.</param>
internal sealed record PairwiseSecret(string Protected)
{
    public const string Only = "secret";

    public static readonly Table<PairwiseSecret> Table = new("pairwise_secret") { Json = TokensJson.Default.PairwiseSecret, Key = static _ => Only };
}
