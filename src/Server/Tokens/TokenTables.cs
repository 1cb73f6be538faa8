using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tokens;

/// <summary>The tables of this room.</summary>
internal static class TokenTables
{
    public const string ByMission = "mission";
    public const string ByFamily = "family";

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
        Indexes = [TableIndex<IssuedToken>.On(ByMission, static token => token.MissionId)],
        Expires = static token => token.ExpiresAt + Memory,
    };

    public static IServiceCollection AddTokenTables(this IServiceCollection services) =>
        services.AddStoreTable(Codes).AddStoreTable(Families).AddStoreTable(Refresh).AddStoreTable(Issued).AddStoreTable(PairwiseSecret.Table);
}
