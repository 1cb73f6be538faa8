using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;

namespace MissionPolicy.Server.Protocol;

/// <summary>Reads the body of a form request, within limits.</summary>
internal static class FormReader
{
    /// <summary>Largest accepted body.</summary>
    /// <value>64 KiB.</value>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Reads an <c>application/x-www-form-urlencoded</c> body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="repeatable">The names that may occur more than once.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The parameters, or <c>invalid_request</c> (413 when too large).</returns>
    public static async Task<Parsed<FormParameters>> ReadAsync(
        HttpRequest request, IReadOnlySet<string> repeatable, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return OAuthErrors.InvalidRequest.Because("content type must be application/x-www-form-urlencoded");
        }

        if (request.ContentLength > MaxBytes)
        {
            return OAuthErrors.RequestTooLarge.Because("body too large");
        }

        while (true)
        {
            ReadResult read = await request.BodyReader.ReadAsync(cancellation);
            ReadOnlySequence<byte> buffer = read.Buffer;
            if (buffer.Length > MaxBytes)
            {
                request.BodyReader.AdvanceTo(buffer.End);
                return OAuthErrors.RequestTooLarge.Because("body too large");
            }

            if (read.IsCompleted)
            {
                byte[] body = buffer.ToArray();
                request.BodyReader.AdvanceTo(buffer.End);
                return Utf8.IsValid(body)
                    ? FormParameters.Parse(Encoding.UTF8.GetString(body), repeatable)
                    : OAuthErrors.InvalidRequest.Because("body is not UTF-8");
            }

            request.BodyReader.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
