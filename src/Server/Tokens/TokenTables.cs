using MissionPolicy.Server.StatusLists;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tokens;

/// <summary>The tables of this room.</summary>
internal static class TokenTables
{
    public const string ByMission = "mission";
    public const string ByMissionEnd = "mission_end";
    public const string ByFamilyEnd = "family_end";

    /// <summary>How long a used or expired code or token is remembered, so that reuse is told from a typing mistake.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    public static readonly Table<AuthorizationCode> Codes = new("authorization_codes")
    {
        Json = TokensJson.Default.AuthorizationCode,
        Key = static code => code.CodeHash,
        Expires = static code => code.ExpiresAt + Memory,
    };

    public static readonly Table<GrantFamily> Families = new("grant_families")
    {
        Json = TokensJson.Default.GrantFamily,
        Key = static family => family.FamilyId,
        Indexes = [TableIndex<GrantFamily>.On(ByMission, static family => family.MissionId)],
        Expires = static family => family.ExpiresAt + Memory,
    };

    public static readonly Table<RefreshToken> Refresh = new("refresh_tokens")
    {
        Json = TokensJson.Default.RefreshToken,
        Key = static token => token.TokenHash,
        Expires = static token => token.ExpiresAt + Memory,
    };

    public static readonly Table<IssuedToken> Issued = new("issued_tokens")
    {
        Json = TokensJson.Default.IssuedToken,
        Key = static token => token.TokenId,
        Indexes =
        [
            TableIndex<IssuedToken>.On(ByMissionEnd, static token => token.MissionId is { } mission ? EndValue(mission, token.ExpiresAt) : null),
            TableIndex<IssuedToken>.On(ByFamilyEnd, static token => EndValue(token.FamilyId, token.ExpiresAt)),
        ],
        Expires = static token => token.ExpiresAt + Memory,
    };

    /// <summary>Under what a token is found by its owner and its end, so that the tokens of an owner that still live are one range.</summary>
    /// <param name="owner">The Mission or the family.</param>
    /// <param name="end">The end of the token; null for a value after every end.</param>
    public static string EndValue(string owner, DateTimeOffset? end) => $"{owner}.{(end is { } at ? TableQuery.TimeValue(at) : "~")}";

    public static IServiceCollection AddTokenTables(this IServiceCollection services) =>
        services.AddStoreTable(Codes).AddStoreTable(Families).AddStoreTable(Refresh).AddStoreTable(Issued).AddStoreTable(PairwiseSecret.Table).AddStatusTables();
}
