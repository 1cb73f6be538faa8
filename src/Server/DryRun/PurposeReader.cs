using System.Text.Json;
using MissionPolicy.Engine.Context;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.DryRun;

/// <summary>Reads a purpose that somebody wants to try: from <c>client_context</c>, as a client would send it.</summary>
/// <remarks>Source: Client Context draft, contexts <c>app</c>, <c>tenant</c> and <c>purpose</c>.</remarks>
internal static class PurposeReader
{
    private const long MaxSeconds = 10L * 365 * 24 * 3600;

    /// <summary>The requested purpose and the actor that the client claims.</summary>
    /// <param name="body">The body with <c>client</c> and <c>client_context</c>.</param>
    public static (RequestedPurpose Requested, AdvisoryActor? Claimed) Read(MemberReader body)
    {
        MemberReader contexts = body.Object("client_context").Object("contexts");
        MemberReader purpose = contexts.Object("purpose");
        MemberReader? limits = purpose.OptionalObject("constraints");
        MemberReader? actor = purpose.OptionalObject("actor");
        RequestedPurpose requested = new()
        {
            Client = body.Text("client"),
            Kind = purpose.Text("kind"),
            Params = purpose.OptionalObject("params")?.Value ?? default,
            Application = contexts.OptionalObject("app")?.Text("id"),
            Tenant = contexts.OptionalObject("tenant")?.Text("id"),
            ExpiresAt = limits?.Instant("expires_at"),
            MaxDuration = limits is null ? null : Seconds(limits),
        };
        return (requested, actor is null ? null : new AdvisoryActor(actor.Text("type"), actor.OptionalText("id")));
    }

    private static TimeSpan? Seconds(MemberReader limits)
    {
        if (!limits.Value.TryGetProperty("max_duration", out JsonElement member))
        {
            return null;
        }

        if (member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out long seconds) && seconds is >= 0 and <= MaxSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        limits.Error("max_duration", $"has to be a whole number of seconds from 0 to {MaxSeconds}");
        return null;
    }
}
