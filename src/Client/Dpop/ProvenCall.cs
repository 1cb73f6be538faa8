using System.Net.Http.Headers;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Dpop;

/// <summary>Sends requests with a DPoP proof; when the server asks for its nonce, once more with it and not again.</summary>
/// <param name="http">The application's client.</param>
/// <param name="time">The clock.</param>
/// <remarks>Source: RFC 9449 §8, §9.</remarks>
internal sealed class ProvenCall(HttpClient http, TimeProvider time)
{
    private readonly Transport transport = new(http);

    /// <summary>The nonces, shared by everything that this client sends.</summary>
    public DpopNonces Nonces { get; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Sends without a proof.</summary>
    public Task<WireAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellation) => transport.SendAsync(request, cancellation);

    /// <summary>Sends with a proof.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">The address.</param>
    /// <param name="key">The key of the proof.</param>
    /// <param name="accessToken">The access token that goes with it.</param>
    /// <param name="prepare">Fills a request; called for each try, so that an assertion is fresh.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<WireAnswer> SendAsync(
        HttpMethod method, Uri address, AgentKey key, SecretText? accessToken, Action<HttpRequestMessage> prepare, CancellationToken cancellation)
    {
        WireAnswer answer = await TryAsync();
        return answer.WantsNonce ? await TryAsync() : answer;

        async Task<WireAnswer> TryAsync()
        {
            using HttpRequestMessage request = new(method, address);
            prepare(request);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            request.Headers.TryAddWithoutValidation("DPoP", DpopProof.Write(key, method, address, time.GetUtcNow(), Nonces.For(address), accessToken?.Reveal()));
            if (accessToken is not null)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", accessToken.Reveal());
            }

            WireAnswer answer = await transport.SendAsync(request, cancellation);
            Nonces.Remember(address, answer.Nonce);
            return answer;
        }
    }
}
