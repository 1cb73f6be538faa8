using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Authorize;

/// <summary>What the approval page shows: our words first, the client's words marked as the client's.</summary>
internal sealed record ApprovalPage
{
    /// <summary>The client's name.</summary>
    public required string ClientName { get; init; }

    /// <summary>Who signed in.</summary>
    public required string PersonName { get; init; }

    /// <summary>The person that it acts for; null where that is the person who signed in.</summary>
    public string? ActsFor { get; init; }

    /// <summary>The scopes, where the request has no purpose.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The envelope in words; null where the request has no purpose.</summary>
    public EnvelopeDescription? Envelope { get; init; }

    /// <summary>What is new against the Mission that this takes the place of; then only this is asked.</summary>
    public EnvelopeNews? News { get; init; }

    /// <summary>How reviewers decide afterwards; null where the person alone decides.</summary>
    public ReviewRule? Review { get; init; }

    /// <summary>How many other questions the client put to the person in the last hour.</summary>
    public int AskedLately { get; init; }

    /// <summary>The client's words, or null.</summary>
    public RequestedDisplay? Display { get; init; }

    /// <summary>Ties the answer to what was shown.</summary>
    public required string ShownDigest { get; init; }

    /// <summary>Whether the person may take something away: not where another person asked or reviewers decide on the whole.</summary>
    public bool MayNarrow { get; init; }

    /// <summary>Shorter ends that can be chosen, with their words.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Ends { get; init; }
}
