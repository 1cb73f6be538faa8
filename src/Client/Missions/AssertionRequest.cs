namespace MissionPolicy.Client.Missions;

/// <summary>What to project to another authorization server.</summary>
public sealed record AssertionRequest
{
    /// <summary>The issuer identifier of that authorization server.</summary>
    public required string Audience { get; init; }

    /// <summary>What is wanted there; null asks for what the entry projects.</summary>
    public ResourceAccess? Access { get; init; }

    /// <summary>Scopes there.</summary>
    public string? Scope { get; init; }

    /// <summary>Shows the ID Token of the sign-in instead of the refresh token. It has to be unexpired.</summary>
    public bool FromIdToken { get; init; }
}
