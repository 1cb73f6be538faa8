using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Missions;

/// <summary>One reason of the policy engine: a crossing of the Mission's edge, a refusal, or <c>inside</c>.</summary>
public sealed record BoundaryReason
{
    /// <summary>The code, e.g. <c>operation_stronger</c>. New codes may appear: treat an unknown one as a refusal.</summary>
    public required string Code { get; init; }

    /// <summary>The dimension, e.g. <c>operation</c>.</summary>
    public string? Dimension { get; init; }

    /// <summary>What was asked.</summary>
    public JsonElement? Asked { get; init; }

    /// <summary>What is allowed.</summary>
    public JsonElement? Allowed { get; init; }

    /// <summary>After how long the same request may be granted; null when time alone changes nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    internal static ImmutableArray<BoundaryReason> All(JsonElement value, string name) =>
        [.. value.Items(name).Select(Of).OfType<BoundaryReason>()];

    private static BoundaryReason? Of(JsonElement item) => item.ValueKind == JsonValueKind.String
        ? new BoundaryReason { Code = item.GetString()! }
        : item.Text("code") is string code
            ? new BoundaryReason
            {
                Code = code,
                Dimension = item.Text("dimension"),
                Asked = item.Member("asked"),
                Allowed = item.Member("allowed"),
                RetryAfter = item.Seconds("retry_after"),
            }
            : null;
}
