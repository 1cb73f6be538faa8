using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.SignIn.Sessions;

namespace MissionPolicy.Server.SignIn;

/// <summary>The session cookie: a random handle, of which the store knows the hash.</summary>
internal sealed class BrowserSession(SessionStore sessions, AccountStore accounts, HostCookies cookies, IOptions<SignInOptions> options, TimeProvider time)
{
    private const string Cookie = "session";

    /// <summary>The session of the browser; null when nobody is signed in, the account was disabled, or the session has ended since.</summary>
    /// <param name="http">The request.</param>
    public async ValueTask<AuthenticatedSession?> ReadAsync(HttpContext http) => (await ReadUserAsync(http))?.Session;

    /// <summary>The session of the browser with its account, under the conditions of <see cref="ReadAsync"/>.</summary>
    /// <param name="http">The request.</param>
    public async ValueTask<SignedInUser?> ReadUserAsync(HttpContext http)
    {
        if (cookies.Read(http, Cookie) is not { } handle
            || await sessions.FindAsync(handle, http.RequestAborted) is not { } row
            || await accounts.FindAsync(row.Subject, http.RequestAborted) is not { Disabled: false } account
            || account.SecurityStamp != row.SecurityStamp)
        {
            return null;
        }

        return new SignedInUser(Session(row), account);
    }

    /// <summary>Signs a person in, or higher. The cookie is always a new one, so that one planted or seen before is worth nothing.</summary>
    /// <param name="http">The request.</param>
    /// <param name="account">Who.</param>
    /// <param name="authentication">How strongly, and when.</param>
    public async Task<SignedInUser> StartAsync(HttpContext http, Account account, Authentication authentication)
    {
        string? before = cookies.Read(http, Cookie);
        string sessionId = before is not null && await sessions.FindAsync(before, http.RequestAborted) is { } row && row.Subject == account.Subject
            ? row.SessionId
            : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        string handle = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        DateTimeOffset now = time.GetUtcNow();
        SessionRow next = new()
        {
            Key = Storage.HandleHash.Of(handle).Value,
            SessionId = sessionId,
            Subject = account.Subject,
            Acr = authentication.Acr,
            Amr = authentication.Amr.Items,
            AuthenticatedAt = authentication.At,
            SecurityStamp = account.SecurityStamp,
            StartedAt = now,
            ExpiresAt = now + TimeSpan.FromMinutes(options.Value.SessionMinutes),
        };
        await sessions.StartAsync(next, before, http.RequestAborted);
        cookies.Write(http, Cookie, handle);
        return new SignedInUser(Session(next), account);
    }

    /// <summary>Signs out.</summary>
    /// <param name="http">The request.</param>
    public async Task EndAsync(HttpContext http)
    {
        if (cookies.Read(http, Cookie) is { } handle)
        {
            await sessions.EndByHandleAsync(handle, http.RequestAborted);
            cookies.Remove(http, Cookie);
        }
    }

    private static AuthenticatedSession Session(SessionRow row) =>
        new(row.Subject, row.Acr, new ValueArray<string>(row.Amr), row.AuthenticatedAt, row.SessionId);
}
