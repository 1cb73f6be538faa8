using System.Diagnostics;

namespace MissionPolicy.Server.Signals.Delivery;

/// <summary>What a receiver made of a push.</summary>
/// <remarks>Source: RFC 8935 §2.2 to §2.4; signals digest §6.</remarks>
internal abstract record PushAnswer
{
    private PushAnswer()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="accepted">The receiver has the event.</param>
    /// <param name="refused">It will never take this event; the next one may do.</param>
    /// <param name="denied">It will take none until somebody repairs something.</param>
    /// <param name="failed">It could not be asked, or not now.</param>
    public T Match<T>(Func<Accepted, T> accepted, Func<Refused, T> refused, Func<Denied, T> denied, Func<Failed, T> failed) => this switch
    {
        Accepted value => accepted(value),
        Refused value => refused(value),
        Denied value => denied(value),
        Failed value => failed(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Accepted.</summary>
    public sealed record Accepted : PushAnswer;

    /// <summary>Refused.</summary>
    /// <param name="Code">The <c>err</c>.</param>
    public sealed record Refused(string Code) : PushAnswer;

    /// <summary>Denied.</summary>
    /// <param name="Code">The <c>err</c>, or what stands for it.</param>
    public sealed record Denied(string Code) : PushAnswer;

    /// <summary>Failed.</summary>
    /// <param name="Why">For the log.</param>
    /// <param name="RetryAfter">How long the receiver wants to be left alone, or null.</param>
    public sealed record Failed(string Why, TimeSpan? RetryAfter) : PushAnswer;
}
