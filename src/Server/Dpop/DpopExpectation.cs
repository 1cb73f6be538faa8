namespace MissionPolicy.Server.Dpop;

/// <summary>What a proof has to fit.</summary>
internal sealed record DpopExpectation
{
    /// <summary>The method of the request.</summary>
    public required string Method { get; init; }

    /// <summary>The normalised URL of the endpoint, from the configured issuer.</summary>
    public required string Url { get; init; }

    /// <summary>What the proof is presented for.</summary>
    public required DpopUse Use { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The greatest age of a proof.</summary>
    public required TimeSpan MaxAge { get; init; }

    /// <summary>Whether a nonce has to be there.</summary>
    public required bool RequiresNonce { get; init; }

    /// <summary>Whether a nonce is one of the recent ones.</summary>
    public required Func<string, bool> IsRecentNonce { get; init; }
}
