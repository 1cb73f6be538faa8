using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.SignIn.Throttling;

/// <summary>Slows guessing down, per account and per address; kept in the store, so that a restart forgives nothing.</summary>
/// <remarks>
/// An attempt is counted before it is looked at and forgiven when it succeeds, so that many at once cannot outrun the count.
/// Unknown usernames are counted like known ones. Passkeys cannot be guessed: they are counted by address alone, so that nobody can lock a person out of theirs.
/// </remarks>
internal sealed class SignInThrottle(IStore store, IOptions<SignInOptions> options)
{
    private ThrottleOptions Limits => options.Value.Throttle;

    /// <summary>Counts an attempt with a password.</summary>
    /// <param name="username">What was typed.</param>
    /// <param name="http">The request.</param>
    public Task<ThrottledAttempt> BeginPasswordAsync(string username, HttpContext http) =>
        BeginAsync([Key("password", Accounts.Username.Normalise(username)), AddressKey(http)], http.RequestAborted);

    /// <summary>Counts an attempt with a one-time code.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="http">The request.</param>
    public Task<ThrottledAttempt> BeginCodeAsync(string subject, HttpContext http) =>
        BeginAsync([Key("code", subject), AddressKey(http)], http.RequestAborted);

    /// <summary>Counts an attempt with a passkey.</summary>
    /// <param name="http">The request.</param>
    public Task<ThrottledAttempt> BeginPasskeyAsync(HttpContext http) => BeginAsync([AddressKey(http)], http.RequestAborted);

    /// <summary>Forgives an attempt. What it was aimed at starts anew; the address loses this one only, or one right password would pay for many wrong ones.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="cancellation">Stops the call.</param>
    public Task ForgiveAsync(ThrottledAttempt attempt, CancellationToken cancellation) => store.WriteAsync(
        transaction =>
        {
            string address = attempt.Keys[^1];
            foreach (string target in attempt.Keys.Where(key => key != address))
            {
                transaction.Delete(SignInTables.Throttles, target);
            }

            if (transaction.Get(SignInTables.Throttles, address) is { } row)
            {
                transaction.Put(SignInTables.Throttles, row.Value with { Failures = Math.Max(0, row.Value.Failures - 1), LockedUntil = null });
            }

            return true;
        },
        cancellation);

    private static string Key(string kind, string value) => HandleHash.Of($"{kind}\n{value}").Value;

    // One customer of an IPv6 network has at least a /64.
    private static string AddressKey(HttpContext http)
    {
        IPAddress address = http.Connection.RemoteIpAddress is { } remote ? (remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote) : IPAddress.None;
        byte[] bytes = address.GetAddressBytes();
        return Key("address", Convert.ToHexString(address.AddressFamily == AddressFamily.InterNetworkV6 ? bytes.AsSpan(0, 8) : bytes));
    }

    private Task<ThrottledAttempt> BeginAsync(ImmutableArray<string> keys, CancellationToken cancellation) => store.WriteAsync(
        transaction =>
        {
            DateTimeOffset? locked = keys.Max(key => transaction.Get(SignInTables.Throttles, key)?.Value.LockedUntil);
            if (locked > transaction.Now)
            {
                return new ThrottledAttempt(keys, locked);
            }

            for (int index = 0; index < keys.Length; index++)
            {
                bool isAddress = index == keys.Length - 1;
                Count(transaction, keys[index], isAddress ? Limits.FreeFailuresPerAddress : Limits.FreeFailures);
            }

            return new ThrottledAttempt(keys, null);
        },
        cancellation);

    private void Count(IStoreTransaction transaction, string key, int free)
    {
        int failures = (transaction.Get(SignInTables.Throttles, key)?.Value.Failures ?? 0) + 1;
        double seconds = Math.Min(Limits.MaxDelaySeconds, Limits.FirstDelaySeconds * Math.Pow(2, Math.Min(30, failures - free)));
        DateTimeOffset? locked = failures >= free ? transaction.Now + TimeSpan.FromSeconds(seconds) : null;
        transaction.Put(SignInTables.Throttles, new ThrottleRow
        {
            Key = key,
            Failures = failures,
            LockedUntil = locked,
            ExpiresAt = (locked ?? transaction.Now) + TimeSpan.FromMinutes(Limits.WindowMinutes),
        });
    }
}
