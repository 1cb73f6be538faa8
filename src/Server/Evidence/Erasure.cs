using System.Diagnostics;

namespace MissionPolicy.Server.Evidence;

/// <summary>What came of a request to erase.</summary>
internal abstract record Erasure
{
    private Erasure()
    {
    }

    /// <summary>Asks which case this is.</summary>
    public TResult Match<TResult>(Func<Done, TResult> done, Func<LiveMission, TResult> live) => this switch
    {
        Done answer => done(answer),
        LiveMission answer => live(answer),
        _ => throw new UnreachableException(),
    };

    /// <summary>The personal parts are gone.</summary>
    /// <param name="Parts">How many there were.</param>
    public sealed record Done(int Parts) : Erasure;

    /// <summary>Nothing was erased: a Mission of the person still lives, and its approval has to stay provable until it ends.</summary>
    /// <param name="MissionRef">That Mission.</param>
    public sealed record LiveMission(string MissionRef) : Erasure;
}
