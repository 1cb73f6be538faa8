namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>Whoever answers the provider's pages.</summary>
internal interface IPerson : IAsyncDisposable
{
    /// <summary>Opens the address, signs in as strongly as the pages ask, and decides.
    /// Ends when the browser is back at the agent.</summary>
    /// <param name="address">The authorization address.</param>
    /// <param name="approve">The decision.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What was on the approval page, as text; empty when the person is real.</returns>
    Task<string> AnswerAsync(Uri address, bool approve, CancellationToken cancellation);

    /// <summary>Opens the queue of reviews, finds the proposal with these words, signs in as strongly as it asks, and decides.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="words">What only this proposal shows.</param>
    /// <param name="approve">The decision.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<Reviewed> ReviewAsync(Uri queue, string words, bool approve, CancellationToken cancellation);

    /// <summary>Opens My Missions, goes to the newest question of an application, signs in as strongly as it asks, and decides.</summary>
    /// <param name="missions">My Missions.</param>
    /// <param name="words">What only this question shows.</param>
    /// <param name="approve">The decision.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What was on the approval page, as text; empty when the person is real.</returns>
    Task<string> AnswerAskAsync(Uri missions, string words, bool approve, CancellationToken cancellation);

    /// <summary>Opens a page of the provider, and signs in when it asks.</summary>
    /// <param name="page">The page.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What is on it, as text; empty when the person is real.</returns>
    Task<string> ReadAsync(Uri page, CancellationToken cancellation);
}
