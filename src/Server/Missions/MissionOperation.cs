using System.Collections.Frozen;

namespace MissionPolicy.Server.Missions;

/// <summary>What the lifecycle API offers: the event, and who may ask for it.</summary>
/// <param name="Name">The last part of the path.</param>
/// <param name="Event">What happens.</param>
/// <param name="ByClient">Whether the Mission's own client may, with a token of that Mission.</param>
/// <param name="Scope">The scope with which an administrator may; null when none may.</param>
/// <param name="Reason">The reason that is kept where the caller gives none.</param>
internal sealed record MissionOperation(string Name, MissionEvent Event, bool ByClient, string? Scope, string Reason)
{
    /// <summary>Every operation, by name.</summary>
    /// <remarks>Source: handoff digest §2, §10.</remarks>
    public static FrozenDictionary<string, MissionOperation> All { get; } = new MissionOperation[]
    {
        new("abandon", MissionEvent.Revoke, ByClient: true, Scope: null, "client_rejected_context"),
        new("complete", MissionEvent.Complete, ByClient: true, Guard.Scopes.ManageMissions, "completed"),
        new("revoke", MissionEvent.Revoke, ByClient: false, Guard.Scopes.ManageMissions, "admin_revoked"),
        new("suspend", MissionEvent.Suspend, ByClient: false, Guard.Scopes.ManageMissions, "admin_suspended"),
        new("resume", MissionEvent.Resume, ByClient: false, Guard.Scopes.ResumeMissions, "admin_resumed"),
    }.ToFrozenDictionary(operation => operation.Name, StringComparer.Ordinal);
}
