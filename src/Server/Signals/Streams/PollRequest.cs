using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>A poll.</summary>
/// <param name="MaxEvents">At most this many; 0 only acknowledges.</param>
/// <param name="ReturnImmediately">Whether an empty answer comes at once.</param>
/// <param name="Acknowledged">Events that the receiver has.</param>
/// <param name="Refused">Events that it cannot take, and why.</param>
/// <remarks>Source: RFC 8936 §2.2, §2.4.</remarks>
internal sealed record PollRequest(int MaxEvents, bool ReturnImmediately, ImmutableArray<string> Acknowledged, ImmutableDictionary<string, string> Refused)
{
    /// <summary>Most events of one answer.</summary>
    public const int Most = 100;

    private const int MaxAcknowledged = 1000;

    /// <summary>Reads a poll; what cannot be used is among the reader's errors.</summary>
    /// <param name="body">The body.</param>
    public static PollRequest Read(MemberReader body)
    {
        ImmutableArray<string> acknowledged = [];
        if (body.OptionalArray("ack") is { } ack)
        {
            if (ack.GetArrayLength() > MaxAcknowledged || ack.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            {
                body.Error("ack", $"has to be an array of at most {MaxAcknowledged} strings");
            }
            else
            {
                acknowledged = [.. ack.EnumerateArray().Select(item => item.GetString()!)];
            }
        }

        Dictionary<string, string> refused = new(StringComparer.Ordinal);
        foreach (JsonProperty error in body.OptionalObject("setErrs")?.Value.EnumerateObject().Take(MaxAcknowledged).ToArray() ?? [])
        {
            string? code = error.Value.ValueKind == JsonValueKind.Object && error.Value.TryGetProperty("err", out JsonElement err) && err.ValueKind == JsonValueKind.String
                ? err.GetString()
                : null;
            if (code is null)
            {
                body.Error("setErrs", "has to give an object with err for each jti");
            }
            else
            {
                refused[error.Name] = code;
            }
        }

        return new PollRequest(
            Math.Min(body.Integer("maxEvents") ?? Most, Most), body.Flag("returnImmediately", fallback: false), acknowledged, refused.ToImmutableDictionary(StringComparer.Ordinal));
    }
}
