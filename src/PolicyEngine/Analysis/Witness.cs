namespace MissionPolicy.Engine.Analysis;

/// <summary>A concrete question that the new version answers with more than the old one. Both answers come from the compiled rule sets.</summary>
public sealed record Witness
{
    /// <summary>The question as canonical JSON: <c>event</c> (who asks, with which sign-in and params) and, where one is needed, <c>action</c>, <c>projection</c>, <c>mission</c> or <c>review</c>.</summary>
    public required string Question { get; init; }

    /// <summary>What the old version answers, for example <c>reapprove: operation_stronger</c>.</summary>
    public required string BeforeAnswer { get; init; }

    /// <summary>What the new version answers, for example <c>inside</c>.</summary>
    public required string AfterAnswer { get; init; }
}
