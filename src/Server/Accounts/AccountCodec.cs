using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Accounts;

/// <summary>Turns accounts into rows and back.</summary>
/// <param name="protection">Encrypts the personal part.</param>
internal sealed class AccountCodec(FieldProtection protection)
{
    private const string PersonalField = "account.personal";
    private const string TotpField = "account.totp";

    public AccountRow Encode(Account account) => new()
    {
        Subject = account.Subject,
        UsernameHash = AccountTables.UsernameHash(account.Username),
        UpstreamHashes = [.. account.Upstream.Select(AccountTables.UpstreamHash)],
        Personal = protection.Protect(PersonalField, JsonSerializer.Serialize(PersonalOf(account), AccountsJson.Default.AccountPersonal)),
        Groups = account.Groups.Items,
        Tenants = account.Tenants.Items,
        Disabled = account.Disabled,
        PasswordHash = account.PasswordHash,
        SecurityStamp = account.SecurityStamp,
        TotpSecret = account.TotpSecret is { } secret ? protection.Protect(TotpField, secret) : null,
        LastTotpStep = account.LastTotpStep,
        Passkeys = [.. account.Passkeys.Select(RowOf)],
    };

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="InvalidDataException">The key that encrypted it is gone, or it was altered.</exception>
    public Account Decode(AccountRow row)
    {
        AccountPersonal personal = JsonSerializer.Deserialize(Clear(PersonalField, row.Personal), AccountsJson.Default.AccountPersonal)!;
        IEnumerable<KeyValuePair<string, AccountClaim>> claims = personal.TextClaims
            .Select(claim => KeyValuePair.Create(claim.Key, AccountClaim.Text(claim.Value)))
            .Concat(personal.SetClaims.Select(claim => KeyValuePair.Create(claim.Key, AccountClaim.Set(claim.Value))));
        return new Account
        {
            Subject = row.Subject,
            Username = personal.Username,
            Name = personal.Name,
            Email = personal.Email,
            EmailVerified = personal.EmailVerified,
            Groups = new ValueArray<string>(row.Groups),
            Tenants = new ValueArray<string>(row.Tenants),
            Claims = claims.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Disabled = row.Disabled,
            PasswordHash = row.PasswordHash,
            SecurityStamp = row.SecurityStamp,
            TotpSecret = row.TotpSecret is { } secret ? Clear(TotpField, secret) : null,
            LastTotpStep = row.LastTotpStep,
            Passkeys = [.. row.Passkeys.Select(passkey => PasskeyOf(passkey, personal))],
            Upstream = new ValueArray<UpstreamIdentity>(personal.Upstream),
        };
    }

    private static AccountPersonal PersonalOf(Account account) => new()
    {
        Username = account.Username,
        Name = account.Name,
        Email = account.Email,
        EmailVerified = account.EmailVerified,
        TextClaims = account.Claims.Where(claim => !claim.Value.IsSet).ToImmutableDictionary(claim => claim.Key, claim => claim.Value.Values[0]),
        SetClaims = account.Claims.Where(claim => claim.Value.IsSet).ToImmutableDictionary(claim => claim.Key, claim => claim.Value.Values.Items),
        Upstream = account.Upstream.Items,
        PasskeyNames = account.Passkeys.ToImmutableDictionary(passkey => passkey.Id, passkey => passkey.Name),
    };

    private static PasskeyRow RowOf(AccountPasskey passkey) => new()
    {
        Id = passkey.Id,
        PublicKey = passkey.PublicKey,
        CreatedAt = passkey.CreatedAt,
        SignCount = passkey.SignCount,
        Transports = passkey.Transports.Items,
        IsBackupEligible = passkey.IsBackupEligible,
        IsBackedUp = passkey.IsBackedUp,
    };

    private static AccountPasskey PasskeyOf(PasskeyRow row, AccountPersonal personal) => new()
    {
        Id = row.Id,
        PublicKey = row.PublicKey,
        Name = personal.PasskeyNames[row.Id],
        CreatedAt = row.CreatedAt,
        SignCount = row.SignCount,
        Transports = new ValueArray<string>(row.Transports),
        IsBackupEligible = row.IsBackupEligible,
        IsBackedUp = row.IsBackedUp,
    };

    private string Clear(string field, string stored) => protection.TryUnprotect(field, stored, out string? clear)
        ? clear
        : throw new InvalidDataException($"The field {field} of an account cannot be decrypted: its key is gone, or it was altered.");
}
