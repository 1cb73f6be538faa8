using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Signals.Delivery;

/// <summary>Reads the answer to a push.</summary>
/// <remarks>Source: RFC 8935 §2.2 to §2.4.</remarks>
internal static class PushAnswerReader
{
    private const int MaxBody = 16 * 1024;

    // What is wrong with us or with the stream, not with one event: the next event would fare no better.
    private static readonly string[] OfTheStream = ["invalid_key", "invalid_issuer", "invalid_audience", "authentication_failed", "access_denied"];

    /// <summary>Reads an answer.</summary>
    /// <param name="response">The answer; no redirect was followed.</param>
    /// <param name="now">The time, for a Retry-After that is a date.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<PushAnswer> ReadAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellation) => response.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new PushAnswer.Accepted(),
        HttpStatusCode.BadRequest => await CodeAsync(response, cancellation) is { } code ? OfCode(code) : new PushAnswer.Failed("status 400 without err", null),
        HttpStatusCode.Unauthorized => new PushAnswer.Denied("authentication_failed"),
        HttpStatusCode.Forbidden => new PushAnswer.Denied("access_denied"),
        HttpStatusCode.Gone => new PushAnswer.Denied("gone"),
        HttpStatusCode.RequestEntityTooLarge => new PushAnswer.Refused("too_large"),
        _ => new PushAnswer.Failed($"status {(int)response.StatusCode}", RetryAfter(response, now)),
    };

    private static PushAnswer OfCode(string code) =>
        OfTheStream.Contains(code, StringComparer.Ordinal) ? new PushAnswer.Denied(code) : new PushAnswer.Refused(SignalLog.Code(code));

    private static async Task<string?> CodeAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        byte[] buffer = new byte[MaxBody + 1];
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        int read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return StrictJson.TryParse(buffer.AsSpan(0, read), MaxBody, out JsonElement json) && json.ValueKind == JsonValueKind.Object ? new JwtClaims(json).Text("err") : null;
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date is { } date && date > now ? date - now : null);
}
