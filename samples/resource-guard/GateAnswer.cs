using System.Diagnostics;
using MissionPolicy.Samples.ResourceGuard.Answers;

namespace MissionPolicy.Samples.ResourceGuard;

/// <summary>May the request go on?</summary>
internal abstract record GateAnswer
{
    private GateAnswer()
    {
    }

    public T Match<T>(Func<Admitted, T> admitted, Func<Refused, T> refused) => this switch
    {
        Admitted value => admitted(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    public sealed record Admitted(MissionCaller Caller) : GateAnswer;

    public sealed record Refused(Refusal Why) : GateAnswer;
}
