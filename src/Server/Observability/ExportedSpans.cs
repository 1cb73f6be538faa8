using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace MissionPolicy.Server.Observability;

/// <summary>Lets only listed attributes of a span leave the process.</summary>
/// <remarks>
/// Paths hold Missions and handles. The Host and User-Agent headers and the trace state hold what a client wrote. A push address may hold a
/// secret. A list of what may leave stays right when a library adds an attribute.
/// </remarks>
internal sealed class ExportedSpans : BaseProcessor<Activity>
{
    private const string OwnPrefix = "mission_policy.";

    private static readonly FrozenSet<string> Listed = FrozenSet.ToFrozenSet(
    [
        TelemetryTags.ErrorType, "http.request.method", "http.response.status_code", "http.route", "network.protocol.version", "url.scheme",
    ]);

    private static readonly FrozenSet<string> ListedOfClients = FrozenSet.ToFrozenSet(["server.address", "server.port"]);

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (string name in data.TagObjects.Select(static tag => tag.Key).Where(name => !MayLeave(data.Kind, name)).ToArray())
        {
            data.SetTag(name, null);
        }

        data.TraceStateString = null;
    }

    // Of a request that came in, the address is the Host header; of one that goes out it is the receiver.
    private static bool MayLeave(ActivityKind kind, string name) =>
        Listed.Contains(name)
        || name.StartsWith(OwnPrefix, StringComparison.Ordinal)
        || (kind == ActivityKind.Client && ListedOfClients.Contains(name));
}
