namespace MissionPolicy.Engine.Params.Guarded;

/// <summary>The only way out of an evaluation by JsonSchema.Net; it never leaves <see cref="GuardedSchema"/>.</summary>
internal sealed class BudgetSpentException : Exception;
