using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>A stream as its receiver sees it, and whether a receiver repeats our part of it rightly.</summary>
/// <remarks>The authorization header is never shown again: who may read a stream need not be who may push to its receiver. Source: SSF 1.0 §8.1.1.</remarks>
internal sealed class StreamJson(IOptions<SignalOptions> options, IOptions<ServerOptions> server)
{
    /// <summary>Where the events of a stream are polled.</summary>
    /// <param name="streamId">The stream.</param>
    public string PollUrl(string streamId) => server.Value.Url(Endpoints.SsfPollEndpoint.Base) + streamId;

    /// <summary>Writes a stream.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="stream">The stream.</param>
    public void Write(Utf8JsonWriter writer, SignalStream stream)
    {
        writer.WriteStartObject();
        writer.WriteString("stream_id", stream.StreamId);
        writer.WriteString("iss", server.Value.Issuer);
        writer.WriteString("aud", stream.Audience);
        writer.WriteStartObject("delivery");
        writer.WriteString("method", stream.Method);
        writer.WriteString("endpoint_url", stream.PushUrl ?? PollUrl(stream.StreamId));
        writer.WriteEndObject();
        WireJson.Strings(writer, "events_supported", SignalEvents.Supported(options.Value));
        if (stream.EventsRequested is { } requested)
        {
            WireJson.Strings(writer, "events_requested", requested);
        }

        WireJson.Strings(writer, "events_delivered", StreamEvents.Delivered(stream, options.Value));
        writer.WriteNumber("min_verification_interval", options.Value.MinVerificationSeconds);
        WireJson.Optional(writer, "description", stream.Description);
        if (!stream.Capabilities.IsDefaultOrEmpty)
        {
            WireJson.Strings(writer, "mission_capabilities_supported", stream.Capabilities);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes how a stream stands.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="stream">The stream.</param>
    public static void WriteStatus(Utf8JsonWriter writer, SignalStream stream)
    {
        writer.WriteStartObject();
        writer.WriteString("stream_id", stream.StreamId);
        writer.WriteString("status", Word(stream.Status));
        WireJson.Optional(writer, "reason", stream.StatusReason);
        writer.WriteEndObject();
    }

    /// <summary>A status in the words of the wire.</summary>
    /// <param name="status">The status.</param>
    public static string Word(StreamStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>Tells every member of ours that an update repeats wrongly; what is absent is ignored.</summary>
    /// <param name="body">The update.</param>
    /// <param name="stream">The stream before it.</param>
    public void CheckOurs(MemberReader body, SignalStream stream)
    {
        Expect(body, "iss", [server.Value.Issuer], isSet: false);
        Expect(body, "aud", [stream.Audience], isSet: false);
        Expect(body, "events_supported", SignalEvents.Supported(options.Value), isSet: true);
        Expect(body, "events_delivered", StreamEvents.Delivered(stream, options.Value), isSet: true);
        if (body.Has("min_verification_interval") && body.Integer("min_verification_interval") != options.Value.MinVerificationSeconds)
        {
            body.Error("min_verification_interval", "is the transmitter's and has another value");
        }

        if (body.Has("inactivity_timeout"))
        {
            body.Error("inactivity_timeout", "is the transmitter's and this stream has none");
        }
    }

    private static void Expect(MemberReader body, string name, ImmutableArray<string> expected, bool isSet)
    {
        if (!body.Value.TryGetProperty(name, out JsonElement given))
        {
            return;
        }

        string?[] values = given.ValueKind == JsonValueKind.Array
            ? [.. given.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : null)]
            : !isSet && given.ValueKind == JsonValueKind.String ? [given.GetString()] : [null];
        if (values.Contains(null) || !expected.ToHashSet(StringComparer.Ordinal).SetEquals(values!))
        {
            body.Error(name, "is the transmitter's and has another value");
        }
    }
}
