using System.Text.Json;

namespace MissionPolicy.Client.Context;

/// <summary>A context of a private type.</summary>
/// <param name="Type">An absolute URI.</param>
/// <param name="Value">A JSON object.</param>
public sealed record PrivateContext(string Type, JsonElement Value);
