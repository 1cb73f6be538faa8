namespace MissionPolicy.Client.Context;

/// <summary>The sign-in that an ID Token tells of.</summary>
/// <param name="Acr">Its strength.</param>
/// <param name="AuthTime">When it happened.</param>
/// <param name="IssuedAt">When the token was issued.</param>
public sealed record SignIn(string? Acr, DateTimeOffset? AuthTime, DateTimeOffset IssuedAt)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    /// <summary>Does it reach what is needed?</summary>
    /// <param name="needed">What is needed.</param>
    /// <param name="asked">When the request was made.</param>
    internal bool Meets(Assurance needed, DateTimeOffset asked)
    {
        bool strong = needed.AcrValues.IsEmpty || (Acr is not null && needed.AcrValues.Contains(Acr, StringComparer.Ordinal));
        // Counted from the request, not from now: a deferred answer may come days after the person was there.
        bool fresh = needed.MaxAge is not TimeSpan age || (AuthTime is DateTimeOffset signedIn && signedIn + age + Skew >= asked);
        return strong && fresh;
    }
}
