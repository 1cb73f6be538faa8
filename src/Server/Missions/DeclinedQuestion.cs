using System.Collections.Immutable;

namespace MissionPolicy.Server.Missions;

/// <summary>A question that a person declined.</summary>
/// <param name="Parts">What was asked, without its values.</param>
/// <param name="Until">Until when it is remembered.</param>
internal sealed record DeclinedQuestion(ImmutableArray<string> Parts, DateTimeOffset Until);
