using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>Equal requests that wait for a decision are one.</summary>
/// <remarks>Equal are requests of one client for one person with the same kind, application, tenant, governing params and authority that is
/// asked for; display text and audit-only params make no other request. Source: article, "Consent Fatigue Is the Failure Mode".</remarks>
internal sealed class WaitingProposals(IStore store, TimeProvider time)
{
    /// <summary>The key of a request.</summary>
    /// <param name="findings">What the engine said of it; its context was applied.</param>
    /// <param name="keyThumbprint">The key that it is bound to, where the Mission is bound before its approval; null otherwise.</param>
    public static string KeyOf(HandoffFindings findings, string? keyThumbprint) => HandleHash.Of(string.Join(
        '\n',
        findings.Question.Subject,
        findings.Applied!.Client,
        findings.Applied.Kind,
        findings.Applied.Application,
        findings.Applied.Tenant,
        findings.Applied.GoverningJson,
        keyThumbprint) + Text(findings.Question.Asked)).Value;

    // In any order of the wishes.
    private static string Text(AskedAuthority? asked) => asked is null ? string.Empty : "\n" + string.Join(
        '\n',
        asked.Items.Select(item => $"{string.Join(' ', item.Locations)}|{string.Join(' ', item.Resources)}|{string.Join(' ', item.Operations)}").Order(StringComparer.Ordinal));

    /// <summary>Whether an equal request waits.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async ValueTask<bool> HasAsync(string key, CancellationToken cancellation) => await FindAsync(key, cancellation) is not null;

    /// <summary>The Mission that waits on an equal request, or null.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async ValueTask<Mission?> FindAsync(string key, CancellationToken cancellation) =>
        await store.GetAsync(MissionTables.Waiting, key, cancellation) is { } waiting
        && await store.GetAsync(MissionTables.Missions, waiting.Value.MissionId, cancellation) is { } mission
        && Waits(mission.Value, time.GetUtcNow())
            ? mission.Value
            : null;

    /// <summary>The Mission that waits on an equal request, or null.</summary>
    /// <param name="write">The transaction that would write another one.</param>
    /// <param name="key">The key.</param>
    public static Mission? Find(IStoreTransaction write, string key) =>
        write.Get(MissionTables.Waiting, key) is { } waiting && write.Get(MissionTables.Missions, waiting.Value.MissionId) is { } mission && Waits(mission.Value, write.Now)
            ? mission.Value
            : null;

    // What began provisionally waits for its decision as well.
    private static bool Waits(Mission mission, DateTimeOffset now) =>
        MissionClock.Effective(mission, now) is MissionState.Proposed or MissionState.Pending
        || (mission is { IsProvisional: true, DecidedAt: null } && !MissionClock.IsTerminal(MissionClock.Effective(mission, now)));
}
