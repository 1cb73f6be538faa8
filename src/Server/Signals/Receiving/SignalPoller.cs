using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>Polls the configured transmitters: an event is acknowledged with the poll that follows the one that brought it.</summary>
/// <remarks>Source: RFC 8936 §2.</remarks>
internal sealed class SignalPoller(IHttpClientFactory http, SignalIntake intake, IOptions<SignalOptions> options, TimeProvider time, ILogger<SignalPoller> log) : BackgroundService
{
    /// <summary>The name of the HTTP client.</summary>
    public const string HttpClientName = "signal-polls";

    private const int MaxBody = 8 * 1024 * 1024;
    private const int MaxEvents = 50;

    // A transmitter that answers an empty poll at once must not be asked without a pause.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Value.Transmitters.Where(transmitter => transmitter.PollUrl.Length > 0).Select(transmitter => FollowAsync(transmitter, stoppingToken)));

    private async Task FollowAsync(SignalTransmitterOptions transmitter, CancellationToken stopping)
    {
        Dictionary<string, SetRefusal?> settled = new(StringComparer.Ordinal);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                settled = await OnceAsync(transmitter, settled, stopping);
                if (settled.Count == 0)
                {
                    await Task.Delay(Pause, time, stopping);
                }
            }
            catch (Exception problem) when (problem is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                SignalLog.PollFailed(log, transmitter.Issuer, problem is HttpRequestException { StatusCode: { } status } ? $"status {(int)status}" : problem.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(transmitter.PollRetrySeconds), time, stopping);
            }
        }
    }

    private async Task<Dictionary<string, SetRefusal?>> OnceAsync(
        SignalTransmitterOptions transmitter, Dictionary<string, SetRefusal?> settled, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, transmitter.PollUrl)
        {
            Content = new StringContent(Poll(settled), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (transmitter.PollAuthorization.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", transmitter.PollAuthorization);
        }

        using HttpClient client = http.CreateClient(HttpClientName);
        client.MaxResponseContentBufferSize = MaxBody;
        using HttpResponseMessage response = await client.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation);
        Dictionary<string, SetRefusal?> next = new(StringComparer.Ordinal);
        if (!StrictJson.TryParse(body, MaxBody, out JsonElement answer) || answer.ValueKind != JsonValueKind.Object
            || !answer.TryGetProperty("sets", out JsonElement sets) || sets.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The answer to a poll is not one.");
        }

        foreach (JsonProperty set in sets.EnumerateObject())
        {
            next[set.Name] = set.Value.ValueKind == JsonValueKind.String
                ? await intake.TakeAsync(set.Value.GetString()!, transmitter, cancellation)
                : new SetRefusal(SetErrors.InvalidRequest, "The event is not a string.");
        }

        return next;
    }

    private static string Poll(Dictionary<string, SetRefusal?> settled) => WireJson.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("maxEvents", MaxEvents);
        writer.WriteBoolean("returnImmediately", false);
        WireJson.Strings(writer, "ack", settled.Where(pair => pair.Value is null).Select(pair => pair.Key));
        writer.WriteStartObject("setErrs");
        foreach ((string jti, SetRefusal? refusal) in settled)
        {
            if (refusal is not null)
            {
                writer.WriteStartObject(jti);
                writer.WriteString("err", refusal.Code);
                writer.WriteString("description", refusal.Description);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
