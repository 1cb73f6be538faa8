using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Authorize;

/// <summary>Keeps pushed requests until they are used.</summary>
/// <remarks>Source: RFC 9126 §2.2, §4. One use is enforced when the request is answered, not when its page is loaded: FAPI 2.0 SP §5.3.2.2 note.</remarks>
internal sealed class PushedRequests(IStore store, RequestSeal seal, IOptions<ServerOptions> options, TimeProvider time)
{
    /// <summary>Keeps a request.</summary>
    /// <returns>The <c>request_uri</c>.</returns>
    public async Task<string> KeepAsync(AcceptedRequest request, CancellationToken cancellation)
    {
        string handle = OpaqueHandle.New(OpaqueHandle.Request);
        PushedRequest row = new()
        {
            Handle = HandleHash.Of(handle).Value,
            ClientId = request.Client.ClientId,
            Parameters = seal.Seal(request.Parameters),
            DpopJkt = request.DpopJkt,
            ExpiresAt = time.GetUtcNow() + TimeSpan.FromSeconds(options.Value.RequestUriSeconds),
        };
        await store.WriteAsync(write => write.Insert(AuthorizeTables.Pushed, row), cancellation);
        return PushedRequest.Urn + handle;
    }

    /// <summary>The request of a <c>request_uri</c>, or null when it is unknown, used, expired or of another client.</summary>
    public async Task<PushedRequest?> FindAsync(string requestUri, string clientId, CancellationToken cancellation)
    {
        if (!requestUri.StartsWith(PushedRequest.Urn, StringComparison.Ordinal))
        {
            return null;
        }

        Document<PushedRequest>? row = await store.GetAsync(AuthorizeTables.Pushed, HandleHash.Of(requestUri[PushedRequest.Urn.Length..]).Value, cancellation);
        return row?.Value.ClientId == clientId ? row.Value : null;
    }
}
