namespace MissionPolicy.Client.Context;

/// <summary>A text that the server writes in its own, canonical way.</summary>
/// <param name="Path">Where: e.g. <c>tenant.id</c> or <c>purpose.params.calendar</c>. Not <c>purpose.kind</c>: that has to be equal.</param>
/// <param name="Asked">What the client sends.</param>
/// <param name="Applied">What the server answers for it.</param>
public sealed record Normalisation(string Path, string Asked, string Applied);
