namespace MissionPolicy.Server.Downstream;

/// <summary>A person of another provider, as this server knows them.</summary>
/// <param name="Key">The hash of issuer and subject.</param>
/// <param name="Subject">The local identifier.</param>
internal sealed record LocalSubject(string Key, string Subject);
