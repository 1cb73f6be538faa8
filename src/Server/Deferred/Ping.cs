namespace MissionPolicy.Server.Deferred;

/// <summary>A client that is still to be told that its deferred request was decided; written in the transaction that decides.</summary>
/// <remarks>Source: DTR 1.0, ping callback; deferred digest §6.</remarks>
internal sealed record Ping
{
    /// <summary>The request; nothing of its result is told.</summary>
    public required string ProcessId { get; init; }

    /// <summary>The hash of the <c>deferral_code</c> that it names; null where the redirect was deferred.</summary>
    public string? Handle { get; init; }

    public required string ClientId { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried next.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the request does not wait for it any more.</summary>
    public required DateTimeOffset Until { get; init; }
}
