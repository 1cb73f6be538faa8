using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Samples.ResourceGuard.Answers;
using MissionPolicy.Samples.ResourceGuard.Tokens;

namespace MissionPolicy.Samples.ResourceGuard;

/// <summary>Is the sign-in behind a token strong and fresh enough for this server? A token that says nothing of a sign-in is not.</summary>
/// <remarks>Source: RFC 9470 §3, §6; RFC 9068 §2.2.1.</remarks>
/// <param name="options">What this server asks for.</param>
/// <param name="time">The clock.</param>
internal sealed class SignInRule(IOptions<GuardOptions> options, TimeProvider time)
{
    /// <summary>The challenge, or null where the sign-in does.</summary>
    /// <param name="caller">A verified caller.</param>
    public Refusal? Refuse(MissionCaller caller)
    {
        GuardOptions asked = options.Value;
        bool isStrong = asked.AcrValues.Count == 0 || (caller.Claims.Text("acr") is { } acr && asked.AcrValues.Contains(acr));
        return isStrong && (asked.MaxAgeSeconds is not { } most || Age(caller.Claims) <= most)
            ? null
            : Refusal.InsufficientUserAuthentication("the sign-in behind the token is too weak or too old", asked.AcrValues, asked.MaxAgeSeconds);
    }

    private long Age(JsonElement claims) =>
        claims.TryGetProperty("auth_time", out JsonElement at) && at.ValueKind == JsonValueKind.Number && at.TryGetInt64(out long seconds)
            ? time.GetUtcNow().ToUnixTimeSeconds() - seconds
            : long.MaxValue;
}
