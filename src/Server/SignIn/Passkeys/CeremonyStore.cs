using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.SignIn.Passkeys;

/// <summary>Keeps a question for the browser that asked for it, and gives it out once.</summary>
internal sealed class CeremonyStore(IStore store, HostCookies cookies, IOptions<SignInOptions> options, TimeProvider time)
{
    private const string Cookie = "passkey";

    /// <summary>Keeps a question.</summary>
    /// <param name="http">The request.</param>
    /// <param name="isRegistration">Whether it registers.</param>
    /// <param name="subject">The person it is for.</param>
    /// <param name="state">The handler's state.</param>
    public async Task KeepAsync(HttpContext http, bool isRegistration, string? subject, string state)
    {
        string handle = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        CeremonyRow row = new()
        {
            Key = HandleHash.Of(handle).Value,
            IsRegistration = isRegistration,
            Subject = subject,
            State = state,
            ExpiresAt = time.GetUtcNow() + TimeSpan.FromSeconds(options.Value.PasskeySeconds),
        };
        await store.WriteAsync(transaction => transaction.Put(SignInTables.Ceremonies, row), http.RequestAborted);
        cookies.Write(http, Cookie, handle);
    }

    /// <summary>Takes the question of this browser; null when there is none, it expired, or was taken before.</summary>
    /// <param name="http">The request.</param>
    /// <param name="isRegistration">Whether it has to be one that registers.</param>
    public async Task<CeremonyRow?> TakeAsync(HttpContext http, bool isRegistration)
    {
        if (cookies.Read(http, Cookie) is not { } handle)
        {
            return null;
        }

        cookies.Remove(http, Cookie);
        CeremonyRow? row = await store.WriteAsync(transaction => Take(transaction, HandleHash.Of(handle).Value), http.RequestAborted);
        return row?.IsRegistration == isRegistration ? row : null;
    }

    private static CeremonyRow? Take(IStoreTransaction transaction, string key)
    {
        CeremonyRow? row = transaction.Get(SignInTables.Ceremonies, key)?.Value;
        transaction.Delete(SignInTables.Ceremonies, key);
        return row;
    }
}
