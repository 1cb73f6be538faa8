namespace MissionPolicy.Engine.Decisions;

/// <summary>The values that a Mission holds, or that a question asks for.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="ParamsJson">All params; a JSON object.</param>
/// <param name="End">The end, or null when none is asked for.</param>
public sealed record QuestionValues(string Tenant, string ParamsJson, DateTimeOffset? End)
{
    /// <summary>The operations, as <see cref="Context.AskedAuthority"/>; null where they are not part of the question.</summary>
    public Context.AskedAuthority? Authority { get; init; }
}
