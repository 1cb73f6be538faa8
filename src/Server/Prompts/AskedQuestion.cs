namespace MissionPolicy.Server.Prompts;

/// <summary>A question that was put to a person.</summary>
/// <param name="Kind">The purpose.</param>
/// <param name="Id">Which question: the request that asked it, or the prepared Mission that waits for its page.</param>
/// <param name="At">When.</param>
/// <param name="Until">Until when it is remembered.</param>
internal sealed record AskedQuestion(string Kind, string Id, DateTimeOffset At, DateTimeOffset Until);
