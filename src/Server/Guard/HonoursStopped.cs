using System.Collections.Frozen;

namespace MissionPolicy.Server.Guard;

/// <summary>Of an endpoint: the operations for which a token counts also while its Mission is not active. The client's own end of a Mission is one:
/// it has to be possible while the Mission is suspended, and repeated when the first answer was lost.</summary>
/// <param name="Operations">The last parts of the path.</param>
internal sealed record HonoursStopped(FrozenSet<string> Operations)
{
    /// <summary>Whether a request is for one of them.</summary>
    public static bool Is(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<HonoursStopped>() is { } stopped
        && http.GetRouteValue("operation") is string operation
        && stopped.Operations.Contains(operation);
}
