namespace MissionPolicy.Server.Accounts;

/// <summary>When two usernames are the same: without outer spaces and without regard to case.</summary>
internal static class Username
{
    /// <summary>Longest username, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>The form that is compared.</summary>
    /// <param name="username">What was typed.</param>
    public static string Normalise(string username) => username.Trim().ToUpperInvariant();
}
