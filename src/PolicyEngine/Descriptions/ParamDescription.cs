namespace MissionPolicy.Engine.Descriptions;

/// <summary>One param in plain text.</summary>
/// <param name="Path">The member, for example <c>window.from</c>.</param>
/// <param name="Title">The title that the schema gives it, or the path.</param>
/// <param name="Value">The value.</param>
public sealed record ParamDescription(string Path, string Title, string Value);
