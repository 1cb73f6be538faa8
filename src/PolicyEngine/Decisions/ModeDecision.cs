using System.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Which handoff an event is.</summary>
internal abstract record ModeDecision
{
    private ModeDecision()
    {
    }

    public T Match<T>(Func<Create, T> create, Func<Approve, T> approve, Func<ReAttest, T> reAttest, Func<Refused, T> refused) => this switch
    {
        Create value => create(value),
        Approve value => approve(value),
        ReAttest value => reAttest(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>A new Mission; the reasons say why an existing one is not resumed.</summary>
    public sealed record Create(ValueArray<Reason> Recreated) : ModeDecision;

    public sealed record Approve(ExistingMission Mission) : ModeDecision;

    public sealed record ReAttest(ExistingMission Mission) : ModeDecision;

    public sealed record Refused(ValueArray<Reason> Reasons) : ModeDecision;
}
