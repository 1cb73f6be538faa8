namespace MissionPolicy.Server.Authorize;

/// <summary>A pushed request at rest.</summary>
/// <remarks>Source: RFC 9126 §2.2, §4.</remarks>
internal sealed record PushedRequest
{
    /// <summary>The prefix of a <c>request_uri</c>.</summary>
    public const string Urn = "urn:ietf:params:oauth:request_uri:";

    /// <summary>The hash of the handle.</summary>
    public required string Handle { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The parameters, protected: they may hold personal data.</summary>
    public required string Parameters { get; init; }

    /// <summary>The key of the proof that came with it, or null.</summary>
    public string? DpopJkt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
