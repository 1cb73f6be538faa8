using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Review;

/// <summary>What a reviewer sees of a proposal: our words first, the words of others marked as theirs.</summary>
internal sealed record ReviewSheet
{
    public required ReviewCase Case { get; init; }

    /// <summary>The handle of the Mission.</summary>
    public required string MissionRef { get; init; }

    /// <summary>The envelope in words.</summary>
    public required EnvelopeDescription Envelope { get; init; }

    /// <summary>What it adds to the newest Mission of the same purpose that the requester holds; null when there is none.</summary>
    public EnvelopeNews? News { get; init; }

    /// <summary>The handle of that Mission.</summary>
    public string? HeldRef { get; init; }

    public required string Kind { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The client's name; the client's words.</summary>
    public required string ClientName { get; init; }

    /// <summary>The verified agent, or null.</summary>
    public string? Actor { get; init; }

    /// <summary>The requester's name.</summary>
    public required string RequesterName { get; init; }

    /// <summary>How the requester signed in.</summary>
    public required SignInRecord RequesterSignIn { get; init; }

    /// <summary>How long the Mission lasts from the decision on; of one that is open, no longer than the requester's own limit leaves.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>The requester's own limit or null; a decision after it is none.</summary>
    public DateTimeOffset? Limit { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The client's words that the requester saw, or null.</summary>
    public RequestedDisplay? Display { get; init; }

    /// <summary>What the request says besides what decides anything: names and values, for the record.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Besides { get; init; }

    /// <summary>Whether a restricted Mission runs already.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>Who said what so far, in order.</summary>
    public required IReadOnlyList<SpokenVote> Votes { get; init; }

    /// <summary>A vote with the reviewer's name and words.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Vote">The vote.</param>
    /// <param name="Comment">The words, or null.</param>
    internal sealed record SpokenVote(string Name, ReviewVote Vote, string? Comment);
}
