using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Accounts;

/// <summary>The table of this room.</summary>
internal static class AccountTables
{
    public const string ByUsername = "username";
    public const string ByUpstream = "upstream";
    public const string ByPasskey = "passkey";

    public static readonly Table<AccountRow> Accounts = new("accounts")
    {
        Json = AccountsJson.Default.AccountRow,
        Key = static row => row.Subject,
        Indexes =
        [
            TableIndex<AccountRow>.On(ByUsername, static row => row.UsernameHash),
            TableIndex<AccountRow>.OnEach(ByUpstream, static row => row.UpstreamHashes),
            TableIndex<AccountRow>.OnEach(ByPasskey, static row => row.Passkeys.Select(static passkey => PasskeyHash(passkey.Id))),
        ],
    };

    /// <summary>Under what an account is found by its username.</summary>
    /// <param name="username">What was typed.</param>
    public static string UsernameHash(string username) => HandleHash.Of(Username.Normalise(username)).Value;

    /// <summary>Under what an account is found by its identity at another provider.</summary>
    /// <param name="identity">The identity.</param>
    public static string UpstreamHash(UpstreamIdentity identity) => HandleHash.Of($"{identity.Issuer}\n{identity.Subject}").Value;

    /// <summary>Under what an account is found by a passkey.</summary>
    /// <param name="id">The credential id, base64url.</param>
    public static string PasskeyHash(string id) => HandleHash.Of(id).Value;
}
