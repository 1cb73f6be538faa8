namespace MissionPolicy.Client.Tokens;

/// <summary>Why an ID Token was refused.</summary>
/// <param name="Check">The first check that failed.</param>
/// <param name="Detail">More about it, for the developer; no value of the token.</param>
public sealed record IdTokenFailure(IdTokenCheck Check, string Detail);
