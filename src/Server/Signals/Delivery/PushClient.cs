using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Signals.Streams;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals.Delivery;

/// <summary>Pushes one event.</summary>
/// <remarks>Source: RFC 8935 §2.1; SSF 1.0 §6.1.1.</remarks>
internal sealed class PushClient(IHttpClientFactory http, SetWriter sets, FieldProtection protection, IOptions<SignalOptions> options, TimeProvider time)
{
    /// <summary>The name of the HTTP client, whose connections pass the <see cref="EndpointGuard"/>.</summary>
    public const string HttpClientName = "signals";

    /// <summary>Pushes.</summary>
    /// <param name="stream">A stream with push delivery.</param>
    /// <param name="row">The event.</param>
    /// <param name="cancellation">Stops the push; the event then counts as not sent.</param>
    public async Task<PushAnswer> SendAsync(SignalStream stream, SignalRow row, CancellationToken cancellation)
    {
        string? header = null;
        if (stream.PushAuthorization is { } sealedHeader && !protection.TryUnprotect(StreamDelivery.Field, sealedHeader, out header))
        {
            return new PushAnswer.Denied("authorization_header_lost");
        }

        using HttpRequestMessage request = new(HttpMethod.Post, stream.PushUrl)
        {
            Content = new StringContent(await sets.WriteAsync(stream, row, cancellation), new MediaTypeHeaderValue(SetWriter.MediaType)),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }

        using CancellationTokenSource late = new(TimeSpan.FromSeconds(options.Value.PushSeconds), time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            using HttpClient client = http.CreateClient(HttpClientName);
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await PushAnswerReader.ReadAsync(response, time.GetUtcNow(), either.Token);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return new PushAnswer.Failed("no connection", null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PushAnswer.Failed("no answer in time", null);
        }
    }
}
