using System.Collections.Frozen;

namespace MissionPolicy.Server.Missions;

/// <summary>What can be asked for of a live Mission by name; who may is <see cref="Oversight.MissionAuthority"/>.</summary>
/// <remarks>"Terminate" is not among them: it is the umbrella word for reaching any end, by <c>revoke</c>, <c>complete</c>, <c>abandon</c> or the clock.
/// Source: handoff digest §2, §10.</remarks>
/// <param name="Name">The last part of the path, and the value of a form's button.</param>
/// <param name="Event">What happens.</param>
internal sealed record MissionOperation(string Name, MissionEvent Event)
{
    public const string Abandon = "abandon";
    public const string Complete = "complete";
    public const string Narrow = "narrow";
    public const string Resume = "resume";
    public const string Revoke = "revoke";
    public const string Suspend = "suspend";

    /// <summary>Every operation that moves a Mission, by name. <see cref="Narrow"/> changes it and leaves it in its state.</summary>
    public static FrozenDictionary<string, MissionOperation> All { get; } = new MissionOperation[]
    {
        new(Abandon, MissionEvent.Revoke),
        new(Complete, MissionEvent.Complete),
        new(Revoke, MissionEvent.Revoke),
        new(Suspend, MissionEvent.Suspend),
        new(Resume, MissionEvent.Resume),
    }.ToFrozenDictionary(operation => operation.Name, StringComparer.Ordinal);
}
