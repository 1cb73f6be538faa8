namespace MissionPolicy.Engine.Cases;

/// <summary>What an action is about where it does not say so itself.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="At">The time.</param>
public sealed record ActionDefaults(string Subject, string Tenant, DateTimeOffset At);
