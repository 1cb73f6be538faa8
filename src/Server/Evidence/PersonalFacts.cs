namespace MissionPolicy.Server.Evidence;

/// <summary>The personal part of an evidence record.</summary>
internal sealed record PersonalFacts
{
    public string? Subject { get; init; }

    /// <summary>Who acted, where it is not the subject: an approver, a reviewer, an administrator.</summary>
    public string? By { get; init; }

    /// <summary>The request's context as it was sent: never authority.</summary>
    public string? Requested { get; init; }

    /// <summary>The applied <c>client_context</c>.</summary>
    public string? Applied { get; init; }

    /// <summary>What the page showed, canonical JSON.</summary>
    public string? Shown { get; init; }

    /// <summary>What was granted, canonical JSON.</summary>
    public string? Envelope { get; init; }

    /// <summary>What <c>intent_hash</c> is the anchor of, canonical JSON.</summary>
    public string? Intent { get; init; }

    /// <summary>The decision with every reason, canonical JSON.</summary>
    public string? Decision { get; init; }

    /// <summary>The server that was asked for, where neither the Mission nor the catalog names it.</summary>
    public string? Audience { get; init; }

    /// <summary>What somebody wrote.</summary>
    public string? Comment { get; init; }
}
