namespace MissionPolicy.Client.Missions;

/// <summary>What would have to change before anybody can approve something.</summary>
/// <param name="Code">The reason that it would lift, e.g. <c>operation_stronger</c>.</param>
/// <param name="Place"><c>catalog</c>, <c>registration</c> (of this client) or
/// <c>membership</c> (of the person in the tenant); null where no change helps.</param>
/// <param name="Path">The member of the catalog entry, e.g. <c>$.authority[0].operations</c>.</param>
public sealed record NeededChange(string Code, string? Place, string? Path);
