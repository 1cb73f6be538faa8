namespace MissionPolicy.Engine.Params;

/// <summary>One error of a value against a schema.</summary>
/// <param name="InstancePath">JSON Pointer (RFC 6901) into the value; empty for the root.</param>
/// <param name="SchemaPath">JSON Pointer into the schema, ending in the keyword.</param>
/// <param name="Keyword">The keyword that refused.</param>
/// <param name="Message">What is wrong, for people.</param>
public readonly record struct SchemaError(string InstancePath, string SchemaPath, string Keyword, string Message);
