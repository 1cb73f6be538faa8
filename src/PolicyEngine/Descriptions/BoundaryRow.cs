namespace MissionPolicy.Engine.Descriptions;

/// <summary>One row of the article's boundary table, as it applies to an envelope.</summary>
/// <param name="AsksAgain">Whether the change asks a person again; false when the work goes on without a question.</param>
/// <param name="Text">The change, as one sentence.</param>
public sealed record BoundaryRow(bool AsksAgain, string Text);
