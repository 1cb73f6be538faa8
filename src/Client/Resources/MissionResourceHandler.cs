using System.Net;
using System.Net.Http.Headers;
using MissionPolicy.Client.Dpop;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Resources;

/// <summary>Sends requests to one resource server with a token of a Mission: obtains it, binds it with a proof, renews it at its end.</summary>
/// <remarks>When there is no token, the answer is a 403 that was never sent; <see cref="MissionRefusal.Of"/> tells why. A request with a body
/// up to 1 MiB is sent once more when the server asks for its nonce; a larger one is not. Source: RFC 9449 §7, §9.</remarks>
public sealed class MissionResourceHandler : DelegatingHandler
{
    private const int MaxReplayBytes = 1024 * 1024;

    private readonly Mission mission;
    private readonly HeldToken held;
    private readonly string origin;

    /// <summary>A handler; set its <see cref="DelegatingHandler.InnerHandler"/>, or let <c>IHttpClientFactory</c> do it.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="access">The resource server and what is wanted there.</param>
    /// <exception cref="ArgumentException">The resource is no https address, nor http of this machine.</exception>
    public MissionResourceHandler(Mission mission, ResourceAccess access)
        : this(mission, access?.Resource!, cancellation => mission.TokenForAsync(access!, cancellation))
    {
    }

    /// <summary>A handler for tokens that come another way: by exchange, or from another authorization server for an assertion.</summary>
    /// <param name="mission">The Mission whose key the tokens are bound to.</param>
    /// <param name="resource">The resource server.</param>
    /// <param name="obtain">Asks for a token; called again when it ends or is refused.</param>
    /// <exception cref="ArgumentException">The resource is no https address, nor http of this machine.</exception>
    public MissionResourceHandler(Mission mission, string resource, Func<CancellationToken, Task<MissionAnswer<MissionToken>>> obtain)
    {
        ArgumentNullException.ThrowIfNull(mission);
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(obtain);
        this.mission = mission;
        held = new HeldToken(obtain, mission.Calls.Time);
        origin = EndpointAddress.TryParse(resource, out Uri address)
            ? EndpointAddress.Origin(address)
            : throw new ArgumentException("The resource is not an address that a token may be sent to.", nameof(resource));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The request goes to another origin: the token must not.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RequestUri is null || EndpointAddress.Origin(request.RequestUri) != origin)
        {
            throw new InvalidOperationException("The request goes to another origin than the resource of the token.");
        }

        bool replayable = await IsReplayableAsync(request.Content, cancellationToken);
        bool nonceTried = false;
        bool renewed = false;
        while (true)
        {
            MissionAnswer<MissionToken> answer = await held.GetAsync(cancellationToken);
            MissionToken? token = answer.Match<MissionToken?>(value => value, _ => null, _ => null, _ => null, _ => null, _ => null);
            if (token is null)
            {
                return MissionRefusal.Answer(request, answer);
            }

            Uri sentTo = request.RequestUri;
            Prove(request, token);
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            mission.Calls.Nonces.Remember(sentTo, Transport.NonceOf(response));
            string? error = response.StatusCode == HttpStatusCode.Unauthorized ? Challenge.Of(response.Headers)?.Error : null;
            bool again = replayable && error switch
            {
                "use_dpop_nonce" => !nonceTried && Transport.NonceOf(response) is not null,
                "invalid_token" => !renewed,
                _ => false,
            };
            if (!again)
            {
                return response;
            }

            nonceTried |= error == "use_dpop_nonce";
            if (error == "invalid_token")
            {
                renewed = true;
                held.Drop(token);
            }

            response.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            held.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Prove(HttpRequestMessage request, MissionToken token)
    {
        string text = token.AccessToken.Reveal();
        request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", text);
        request.Headers.Remove("DPoP");
        request.Headers.TryAddWithoutValidation("DPoP", DpopProof.Write(
            mission.Key, request.Method, request.RequestUri!, mission.Calls.Time.GetUtcNow(), mission.Calls.Nonces.For(request.RequestUri!), text));
    }

    private static async Task<bool> IsReplayableAsync(HttpContent? content, CancellationToken cancellation)
    {
        if (content is null)
        {
            return true;
        }

        if (content.Headers.ContentLength is null or > MaxReplayBytes)
        {
            return false;
        }

        await content.LoadIntoBufferAsync(MaxReplayBytes, cancellation);
        return true;
    }
}
