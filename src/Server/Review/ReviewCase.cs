using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Review;

/// <summary>The review of a proposal at rest.</summary>
internal sealed record ReviewCase
{
    /// <summary>The key, the same as the deferred request's; it is the last part of the page's address.</summary>
    public required string ProcessId { get; init; }

    public required string MissionId { get; init; }

    public required string Tenant { get; init; }

    /// <summary>Who asked.</summary>
    public required string Requester { get; init; }

    public required ReviewTerms Terms { get; init; }

    /// <summary>What the requester saw and agreed to, canonical JSON, protected.</summary>
    public required string Shown { get; init; }

    /// <summary>Whether it waits for reviewers: from the exchange of the code to the outcome.</summary>
    public bool IsOpen { get; init; }

    /// <summary>When it expires undecided.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>What was said so far, in order.</summary>
    public ImmutableArray<ReviewVote> Votes { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The people who said yes.</summary>
    public IEnumerable<string> Approved => Votes.Where(vote => vote.Answer == ReviewAnswer.Approve).Select(vote => vote.Reviewer);

    /// <summary>Their approvals, with the sign-ins that they rest on.</summary>
    [JsonIgnore]
    public IEnumerable<ApprovalRecord> Approvals =>
        Votes.Where(vote => vote.Answer == ReviewAnswer.Approve).Select(vote => new ApprovalRecord(vote.Reviewer, vote.Acr, vote.Amr, vote.AuthTime));
}
