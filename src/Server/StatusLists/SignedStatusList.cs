namespace MissionPolicy.Server.StatusLists;

/// <summary>A list as it is handed out.</summary>
/// <param name="Token">The signed list.</param>
/// <param name="Version">The version that it shows.</param>
/// <param name="SignedAt">When it was signed.</param>
internal sealed record SignedStatusList(string Token, long Version, DateTimeOffset SignedAt)
{
    /// <summary>The same as long as the token is.</summary>
    public string EntityTag => $"\"{Version}-{SignedAt.ToUnixTimeMilliseconds()}\"";
}
