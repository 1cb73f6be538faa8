namespace MissionPolicy.Server.Storage;

/// <summary>A stored row.</summary>
/// <typeparam name="T">The document type.</typeparam>
/// <param name="Key">Its key.</param>
/// <param name="Value">The document.</param>
/// <param name="Version">1 when added, one more with every change; a key that was removed starts again at 1.</param>
/// <param name="ExpiresAt">When it ceases to exist, if ever (UTC).</param>
internal sealed record Document<T>(string Key, T Value, long Version, DateTimeOffset? ExpiresAt)
    where T : class;
