using System.Diagnostics;

namespace MissionPolicy.Server.Authorize;

/// <summary>What an approval page comes to.</summary>
internal abstract record ApprovalOutcome
{
    private ApprovalOutcome()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="show">Show the page.</param>
    /// <param name="next">Another step comes first, or the client gets its answer.</param>
    public T Match<T>(Func<Show, T> show, Func<Next, T> next) => this switch
    {
        Show value => show(value),
        Next value => next(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Show the page.</summary>
    /// <param name="Page">What it shows.</param>
    /// <param name="Problem">What was wrong with the answer to the page before, or null.</param>
    public sealed record Show(ApprovalPage Page, string? Problem) : ApprovalOutcome;

    /// <summary>Another step.</summary>
    /// <param name="Step">The step.</param>
    public sealed record Next(NextStep Step) : ApprovalOutcome;
}
