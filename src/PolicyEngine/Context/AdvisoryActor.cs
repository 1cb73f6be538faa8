namespace MissionPolicy.Engine.Context;

/// <summary>An actor that the client claims. A hint: it can only raise the requirement, and never becomes authority.</summary>
/// <remarks>Source: article, "The Purpose Context"; Client Context draft, actor.</remarks>
/// <param name="Type">The claimed type: <c>user</c>, <c>agent</c>, <c>service</c> or another word.</param>
/// <param name="Id">The claimed identifier, or null.</param>
public sealed record AdvisoryActor(string Type, string? Id);
