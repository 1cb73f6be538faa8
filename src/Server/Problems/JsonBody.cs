using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Problems;

/// <summary>Reads and writes JSON bodies: strictly in, deterministically out.</summary>
internal static class JsonBody
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Reads an object.</summary>
    /// <param name="request">The request.</param>
    /// <param name="wrongMediaType">The status for another media type: RFC 9110 says 415, AuthZEN says 400.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<(JsonElement Value, Problem? Problem)> ReadAsync(HttpRequest request, int wrongMediaType, CancellationToken cancellation)
    {
        if (!IsJson(request.ContentType))
        {
            return (default, Problem.MediaType(wrongMediaType));
        }

        ArrayBufferWriter<byte> body = new();
        while (true)
        {
            int read = await request.Body.ReadAsync(body.GetMemory(4096), cancellation);
            if (read == 0)
            {
                break;
            }

            body.Advance(read);
            if (body.WrittenCount > MaxBytes)
            {
                return (default, Problem.TooLarge(MaxBytes));
            }
        }

        return !StrictJson.TryParse(body.WrittenSpan, MaxBytes, out JsonElement value)
            ? (default, Problem.Body("The body is not JSON, has a name twice, or is nested too deep."))
            : value.ValueKind == JsonValueKind.Object ? (value, null) : (default, Problem.Body("The body has to be a JSON object."));
    }

    /// <summary>Answers with JSON.</summary>
    /// <param name="response">The response; its status is set already.</param>
    /// <param name="mediaType">The media type.</param>
    /// <param name="write">Writes one value.</param>
    public static async Task WriteAsync(HttpResponse response, string mediaType, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> body = new();
        await using (Utf8JsonWriter writer = new(body))
        {
            write(writer);
        }

        response.ContentType = mediaType;
        response.ContentLength = body.WrittenCount;
        await response.Body.WriteAsync(body.WrittenMemory, response.HttpContext.RequestAborted);
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is null || string.Equals(type.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));
}
