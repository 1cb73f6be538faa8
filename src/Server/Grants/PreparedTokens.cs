using System.Collections.Immutable;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Grants;

/// <summary>A signed token response whose records are still to be written.</summary>
/// <param name="Response">The response.</param>
/// <param name="Family">The family, when it is new.</param>
/// <param name="Refresh">The refresh token, or null.</param>
/// <param name="Issued">The records of the tokens.</param>
internal sealed record PreparedTokens(
    TokenResponse Response, GrantFamily? Family, RefreshToken? Refresh, ImmutableArray<IssuedToken> Issued)
{
    /// <summary>What else is written with them, or null.</summary>
    public Action<IStoreTransaction>? Also { get; init; }

    /// <summary>Writes every record.</summary>
    /// <param name="write">The transaction that issues.</param>
    public void Write(IStoreTransaction write)
    {
        if (Family is not null)
        {
            write.Insert(TokenTables.Families, Family);
        }

        if (Refresh is not null)
        {
            write.Insert(TokenTables.Refresh, Refresh);
        }

        foreach (IssuedToken token in Issued)
        {
            write.Insert(TokenTables.Issued, token);
        }

        Also?.Invoke(write);
    }
}
