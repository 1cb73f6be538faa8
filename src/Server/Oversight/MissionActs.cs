using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Oversight;

/// <summary>What a person does to a Mission on its page, and what the page offers them to do. Who may was asked before.</summary>
internal sealed class MissionActs(MissionLifecycle lifecycle, MissionNarrowing narrowing, TimeProvider time)
{
    private static readonly MissionOperation[] Buttons =
        [.. new[] { MissionOperation.Revoke, MissionOperation.Suspend, MissionOperation.Resume, MissionOperation.Complete }.Select(name => MissionOperation.All[name])];

    /// <summary>What can be done from the state that the Mission is in.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="who">What the person is to it.</param>
    /// <param name="isAdministrator">Whether they may gain an administrator's stronger right by a stronger sign-in.</param>
    public IReadOnlyList<MissionOperation> Offered(Mission mission, Parties who, bool isAdministrator)
    {
        MissionState state = MissionClock.Movable(mission, time.GetUtcNow());
        Parties within = isAdministrator && who.HasFlag(Parties.Administrator) ? who | Parties.Resumer : who;
        return [.. Buttons.Where(operation =>
            MissionAuthority.ReasonFor(operation.Name, within) is not null && MissionTransitions.Next(state, EventOf(operation, state)) is not null)];
    }

    /// <summary>The earlier ends that can be chosen; null where the Mission cannot be narrowed now.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Ends(Mission mission) =>
        narrowing.Closed(mission) is null ? ShorterEnds.Of(time.GetUtcNow(), MissionClock.End(mission)) : null;

    /// <summary>Moves a Mission.</summary>
    /// <returns>What is to be told, or null when it is done.</returns>
    public async Task<string?> MoveAsync(
        Mission mission, MissionOperation operation, string by, string reason, CancellationToken cancellation)
    {
        MissionChange change = await lifecycle.ChangeAsync(mission.MissionId, operation.Event, by, reason, null, cancellation);
        return change.Match<string?>(
            _ => null, conflict => $"It is {MissionLedger.Word(conflict.Mission.State)} by now.", _ => "It is gone.");
    }

    /// <summary>Narrows a Mission.</summary>
    /// <returns>What is to be told, or null when it is done.</returns>
    public async Task<string?> NarrowAsync(Mission mission, Narrowing? wanted, string by, string reason, CancellationToken cancellation) =>
        wanted is null
        ? "That end cannot be read."
        : (await narrowing.NarrowAsync(mission.MissionId, wanted, by, reason, cancellation))
            .Match<string?>(_ => null, refused => "That cannot be taken away: " + refused.Detail, conflict => conflict.Detail);

    private static MissionEvent EventOf(MissionOperation operation, MissionState state) =>
        operation.Name == MissionOperation.Revoke ? MissionTransitions.StopOf(state) : operation.Event;
}
