using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using MissionPolicy.Server.Accounts;

namespace MissionPolicy.Server.SignIn.Passkeys;

/// <summary>Registration of passkeys and sign-in with them, on the framework's handler.</summary>
/// <remarks>
/// The handler's state goes to our store, not to a cookie, so that a challenge is answered once. Its own sign-in is not used: it would say <c>pwd</c>.
/// Source: WebAuthn Level 3 §7.1, §7.2.
/// </remarks>
internal sealed class PasskeyCeremonies(IPasskeyHandler<Account> handler, CeremonyStore ceremonies, AccountStore accounts, TimeProvider time)
{
    /// <summary>Longest name of a passkey, in characters.</summary>
    public const int MaxNameLength = 60;

    /// <summary>Most passkeys of one account.</summary>
    public const int MaxPasskeys = 20;

    private const int MaxCredentialIdBytes = 1023;

    /// <summary>Asks for a new passkey.</summary>
    /// <param name="http">The request.</param>
    /// <param name="account">Whose it will be.</param>
    /// <returns>Creation options, JSON.</returns>
    public async Task<string> BeginRegistrationAsync(HttpContext http, Account account)
    {
        PasskeyUserEntity user = new() { Id = account.Subject, Name = account.Username, DisplayName = account.Name };
        PasskeyCreationOptionsResult options = await handler.MakeCreationOptionsAsync(user, http);
        await ceremonies.KeepAsync(http, isRegistration: true, account.Subject, options.AttestationState ?? string.Empty);
        return options.CreationOptionsJson;
    }

    /// <summary>Adds the new passkey.</summary>
    /// <param name="http">The request.</param>
    /// <param name="account">Whose it will be.</param>
    /// <param name="credential">The browser's answer, JSON.</param>
    /// <param name="name">What the person calls it.</param>
    /// <returns>The account with it; null when the answer does not hold.</returns>
    public async Task<Account?> FinishRegistrationAsync(HttpContext http, Account account, string credential, string name)
    {
        if (await ceremonies.TakeAsync(http, isRegistration: true) is not { } asked || asked.Subject != account.Subject || account.Passkeys.Count >= MaxPasskeys)
        {
            return null;
        }

        PasskeyAttestationResult result = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = asked.State });
        if (!result.Succeeded || result.UserEntity.Id != account.Subject || result.Passkey.CredentialId.Length is 0 or > MaxCredentialIdBytes)
        {
            return null;
        }

        AccountPasskey passkey = new()
        {
            Id = Base64Url.EncodeToString(result.Passkey.CredentialId),
            PublicKey = Base64Url.EncodeToString(result.Passkey.PublicKey),
            Name = name,
            CreatedAt = time.GetUtcNow(),
            SignCount = result.Passkey.SignCount,
            Transports = [.. result.Passkey.Transports ?? []],
            IsBackupEligible = result.Passkey.IsBackupEligible,
            IsBackedUp = result.Passkey.IsBackedUp,
        };
        return await accounts.AddPasskeyAsync(account.Subject, passkey, http.RequestAborted);
    }

    /// <summary>Asks for a passkey.</summary>
    /// <param name="http">The request.</param>
    /// <param name="account">Whose it has to be; null when anybody may answer, which tells nothing about who has an account.</param>
    /// <returns>Request options, JSON.</returns>
    public async Task<string> BeginSignInAsync(HttpContext http, Account? account)
    {
        PasskeyRequestOptionsResult options = await handler.MakeRequestOptionsAsync(account, http);
        await ceremonies.KeepAsync(http, isRegistration: false, account?.Subject, options.AssertionState ?? string.Empty);
        return options.RequestOptionsJson;
    }

    /// <summary>Checks the answer of a passkey and notes its counter.</summary>
    /// <param name="http">The request.</param>
    /// <param name="credential">The browser's answer, JSON.</param>
    /// <returns>The account and its passkey; null when the answer does not hold.</returns>
    public async Task<(Account Account, AccountPasskey Passkey)?> FinishSignInAsync(HttpContext http, string credential)
    {
        if (await ceremonies.TakeAsync(http, isRegistration: false) is not { } asked)
        {
            return null;
        }

        PasskeyAssertionResult<Account> result = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = asked.State });
        if (!result.Succeeded || result.User.Disabled || (asked.Subject is { } subject && subject != result.User.Subject))
        {
            return null;
        }

        string id = Base64Url.EncodeToString(result.Passkey.CredentialId);
        Account? account = await accounts.UsePasskeyAsync(result.User.Subject, id, result.Passkey.SignCount, result.Passkey.IsBackedUp, http.RequestAborted);
        return account is { Disabled: false } ? (account, account.Passkeys.First(passkey => passkey.Id == id)) : null;
    }
}
