using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>Reads what belongs to the receiver. Members that nobody knows are let by, as everywhere in SSF.</summary>
/// <remarks>Source: SSF 1.0 §6.1, §8.1.1.</remarks>
internal static class StreamRequestReader
{
    private const int MaxDescription = 256;
    private const int MaxValues = 100;
    private const int MaxHeader = 4096;

    /// <summary>Reads a request; what cannot be used is among the reader's errors.</summary>
    /// <param name="body">The body.</param>
    public static StreamRequest Read(MemberReader body) => new()
    {
        StreamId = body.OptionalText("stream_id"),
        EventsRequested = Texts(body, "events_requested"),
        Capabilities = Texts(body, "mission_capabilities_supported"),
        Description = body.OptionalText("description") is { } description ? description[..Math.Min(description.Length, MaxDescription)] : null,
        Delivery = body.OptionalObject("delivery") is { } delivery ? Delivery(delivery) : null,
    };

    private static DeliveryRequest Delivery(MemberReader delivery)
    {
        string method = delivery.Text("method");
        string? url = delivery.OptionalText("endpoint_url");
        string? header = delivery.OptionalText("authorization_header");
        if (method.Length > 0 && method is not (DeliveryMethods.Push or DeliveryMethods.Poll))
        {
            delivery.Error("method", $"has to be {DeliveryMethods.Push} or {DeliveryMethods.Poll}");
        }

        if (method == DeliveryMethods.Push && url is null && !delivery.Has("endpoint_url"))
        {
            delivery.Error("endpoint_url", "is missing");
        }

        if (header is not null && (header.Length > MaxHeader || header.Any(c => c is < ' ' or > '~')))
        {
            delivery.Error("authorization_header", "has to be a header value of printable ASCII characters");
        }

        return new DeliveryRequest(method, url, delivery.Has("authorization_header"), string.IsNullOrWhiteSpace(header) ? null : header);
    }

    private static ImmutableArray<string>? Texts(MemberReader body, string name)
    {
        if (body.OptionalArray(name) is not { } array)
        {
            return null;
        }

        if (array.GetArrayLength() > MaxValues || array.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            body.Error(name, $"has to be an array of at most {MaxValues} strings");
            return null;
        }

        return [.. array.EnumerateArray().Select(item => item.GetString()!).Distinct(StringComparer.Ordinal)];
    }
}
