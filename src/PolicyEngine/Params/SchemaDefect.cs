namespace MissionPolicy.Engine.Params;

/// <summary>Something wrong with a schema itself.</summary>
/// <param name="SchemaPath">JSON Pointer (RFC 6901) to the defect.</param>
/// <param name="Keyword">The keyword, known or not.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Suggestion">The keyword or word that was probably meant, or null.</param>
public sealed record SchemaDefect(string SchemaPath, string Keyword, string Message, string? Suggestion = null);
