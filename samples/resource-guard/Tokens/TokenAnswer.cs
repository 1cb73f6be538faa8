using System.Diagnostics;

namespace MissionPolicy.Samples.ResourceGuard.Tokens;

/// <summary>What reading an access token gave.</summary>
internal abstract record TokenAnswer
{
    private TokenAnswer()
    {
    }

    public T Match<T>(Func<Good, T> good, Func<Bad, T> bad, Func<T> unknown) => this switch
    {
        Good value => good(value),
        Bad value => bad(value),
        Unknown => unknown(),
        _ => throw new UnreachableException(),
    };

    public sealed record Good(MissionCaller Caller) : TokenAnswer;

    public sealed record Bad(string Why) : TokenAnswer;

    /// <summary>The issuer's keys cannot be read now.</summary>
    public sealed record Unknown : TokenAnswer;
}
