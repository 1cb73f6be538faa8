using System.Buffers;
using System.Net;
using System.Text.Json;

namespace MissionPolicy.Client.Wire;

/// <summary>Sends one request and reads one answer, within limits. Nothing that was answered is an exception.</summary>
/// <param name="http">The application's client.</param>
internal sealed class Transport(HttpClient http)
{
    /// <summary>Sends.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="HttpRequestException">The network or the other side is down.</exception>
    public async Task<WireAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        Uri target = request.RequestUri!;
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((response.RequestMessage?.RequestUri is Uri arrived && arrived != target) || (int)response.StatusCode is >= 300 and < 400)
            {
                return new WireAnswer { Status = response.StatusCode, Fault = "redirected" };
            }

            // The client's own time-out ends with the headers; a body may not drip for ever.
            using CancellationTokenSource reading = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            reading.CancelAfter(http.Timeout);
            byte[]? body = await ReadAsync(response.Content, reading.Token);
            return new WireAnswer
            {
                Status = response.StatusCode,
                Fault = body is null ? "answer too large" : null,
                Json = body is not null && JsonText.TryObject(body, out JsonElement json) ? json : null,
                Nonce = NonceOf(response),
                Challenge = Challenge.Of(response.Headers),
                RetryAfter = response.Headers.RetryAfter?.Delta,
            };
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException("No whole answer in time.", late);
        }
        catch (Exception sentAgain) when (sentAgain is RedirectedException || sentAgain.InnerException is RedirectedException)
        {
            return new WireAnswer { Status = HttpStatusCode.TemporaryRedirect, Fault = "redirected" };
        }
    }

    /// <summary>The one nonce of an answer; several, or one that is no RFC 9449 nonce, count as none.</summary>
    public static string? NonceOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("DPoP-Nonce", out IEnumerable<string>? values) && values.ToArray() is [{ Length: > 0 and <= 1024 } nonce]
            && !nonce.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? nonce
            : null;

    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > JsonText.MaxBytes)
        {
            return null;
        }

        await using Stream stream = await content.ReadAsStreamAsync(cancellation);
        ArrayBufferWriter<byte> body = new();
        while (true)
        {
            int read = await stream.ReadAsync(body.GetMemory(4096), cancellation);
            if (read == 0)
            {
                return body.WrittenSpan.ToArray();
            }

            body.Advance(read);
            if (body.WrittenCount > JsonText.MaxBytes)
            {
                return null;
            }
        }
    }
}
