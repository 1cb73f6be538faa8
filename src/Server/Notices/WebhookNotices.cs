using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Notices;

/// <summary>Calls the operator's own address that a person has a question to answer: a
/// JWT that this server's published keys verify.</summary>
/// <remarks>It names the person by the internal subject, the application and the page, and
/// nothing of what is asked. Source: RFC 7519; RFC 8725 §3.11 for the type.</remarks>
internal sealed class WebhookNotices : IDisposable
{
    /// <summary>The <c>typ</c> of the JWT.</summary>
    public const string Type = "approval-notice+jwt";

    private readonly HttpClient http;
    private readonly WebhookOptions webhook;
    private readonly ServerOptions server;
    private readonly TokenSigner signer;
    private readonly TimeProvider time;

    public WebhookNotices(IOptions<NoticeOptions> options, IOptions<ServerOptions> server, TokenSigner signer, TimeProvider time)
    {
        webhook = options.Value.Webhook;
        this.server = server.Value;
        this.signer = signer;
        this.time = time;
        http = OutboundCalls.NewClient(webhook.AllowPrivateAddresses);
    }

    /// <summary>Sends.</summary>
    /// <param name="process">The deferred request.</param>
    /// <param name="ask">What waits.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<PingResult> SendAsync(DeferredProcess process, DeferralAsk ask, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, webhook.Url)
        {
            Content = new StringContent(Token(process, ask), Encoding.ASCII, MediaTypeHeaderValue.Parse("application/jwt")),
        };
        return await OutboundCalls.SendAsync(http, request, cancellation);
    }

    public void Dispose() => http.Dispose();

    private string Token(DeferredProcess process, DeferralAsk ask) => signer.Sign(Type, writer =>
    {
        writer.WriteString("iss", server.Issuer);
        writer.WriteString("aud", webhook.Url);
        // The same in every try, so that a receiver can tell a repetition from another question.
        writer.WriteString("jti", process.ProcessId);
        WireJson.Seconds(writer, "iat", time.GetUtcNow());
        WireJson.Seconds(writer, "exp", ask.Until);
        writer.WriteString("sub", process.Subject);
        writer.WriteString("client_id", process.ClientId);
        writer.WriteString("client_name", ask.ClientName);
        writer.WriteString("purpose", process.Kind);
        writer.WriteString("interaction_uri", server.Url(ask.Url));
    });
}
