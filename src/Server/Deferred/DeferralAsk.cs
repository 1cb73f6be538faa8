namespace MissionPolicy.Server.Deferred;

/// <summary>A question that waits for a person: an application asks for more than it may.</summary>
/// <param name="ClientName">The application.</param>
/// <param name="Title">The purpose, in the words of the catalog.</param>
/// <param name="Url">The page where it is answered.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="Until">When the request does not wait for the answer any more.</param>
internal sealed record DeferralAsk(string ClientName, string Title, string Url, DateTimeOffset AskedAt, DateTimeOffset Until);
