namespace MissionPolicy.Server.Missions;

/// <summary>A re-approval that the person declined; the same crossing is not asked again until it is forgotten.</summary>
/// <remarks>Source: handoff digest §8, <c>recently_declined</c>.</remarks>
/// <param name="MissionId">The Mission.</param>
/// <param name="CrossingKey">Which crossings: see <see cref="DeclinedCrossings.KeyOf"/>.</param>
/// <param name="Until">Until when it is remembered.</param>
internal sealed record DeclinedCrossing(string MissionId, string CrossingKey, DateTimeOffset Until)
{
    public string Key => KeyOf(MissionId, CrossingKey);

    public static string KeyOf(string missionId, string crossingKey) => $"{missionId}.{crossingKey}";
}
