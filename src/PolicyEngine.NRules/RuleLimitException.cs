namespace MissionPolicy.Engine.NRules;

/// <summary>Rules went on firing after each of them had fired for each question.</summary>
internal sealed class RuleLimitException() : Exception("More rules fired than one pass can fire.");
