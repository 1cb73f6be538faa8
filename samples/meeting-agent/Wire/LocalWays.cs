namespace MissionPolicy.Samples.MeetingAgent.Wire;

/// <summary>Sends requests for a resource server's public name to its local port, as a proxy would. Token and proof still say the public name.</summary>
/// <param name="ways">The local way, by public origin.</param>
internal sealed class LocalWays(IReadOnlyDictionary<string, Uri> ways) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri named = request.RequestUri!;
        if (!ways.TryGetValue(named.GetLeftPart(UriPartial.Authority), out Uri? local))
        {
            throw new InvalidOperationException($"There is no local way to {named.Host}.");
        }

        request.RequestUri = new Uri(local, named.PathAndQuery);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            // Whoever sends it again proves the public name again.
            request.RequestUri = named;
        }
    }
}
