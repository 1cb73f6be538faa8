using System.Text.Json;

namespace MissionPolicy.Client.Hints;

/// <summary>A purpose that may be suggested.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="AcceptsParam">Judges one param: its name and value. The client answers for what it lets in.</param>
public sealed record HintPurpose(string Kind, Func<string, JsonElement, bool> AcceptsParam);
