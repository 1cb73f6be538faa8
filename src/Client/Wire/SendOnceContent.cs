using System.Net;
using System.Net.Http.Headers;

namespace MissionPolicy.Client.Wire;

/// <summary>A body that can be sent once: a redirect or a retry below us cannot carry a code, a token or a secret to another place.</summary>
/// <remarks>The handler below belongs to the application, so following redirects cannot be switched off from here.
/// Source: RFC 9700 §4.12.</remarks>
internal sealed class SendOnceContent : HttpContent
{
    private readonly byte[] body;
    private int sent;

    public SendOnceContent(byte[] body, string mediaType)
    {
        this.body = body;
        Headers.ContentType = new MediaTypeHeaderValue(mediaType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref sent, 1) == 0
            ? stream.WriteAsync(body, cancellationToken).AsTask()
            : throw new RedirectedException();

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
