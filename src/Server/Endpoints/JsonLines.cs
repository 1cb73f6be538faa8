using System.Buffers;

namespace MissionPolicy.Server.Endpoints;

/// <summary>An answer of JSON lines that is written while it is read.</summary>
/// <param name="lines">The lines, without line feeds.</param>
internal sealed class JsonLines(IAsyncEnumerable<byte[]> lines) : IResult
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/jsonl";

    private const int FlushBytes = 32 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = MediaType;
        long unflushed = 0;
        await foreach (byte[] line in lines.WithCancellation(httpContext.RequestAborted))
        {
            httpContext.Response.BodyWriter.Write(line);
            httpContext.Response.BodyWriter.Write("\n"u8);
            unflushed += line.Length;
            if (unflushed > FlushBytes)
            {
                await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
                unflushed = 0;
            }
        }
    }
}
