namespace MissionPolicy.Engine.Context;

/// <summary>An acting agent that was verified independently of what the client says.</summary>
/// <remarks>Source: article, "What Mission-Bound OAuth Now Defines", verified agent binding.</remarks>
/// <param name="Type">The type: <c>user</c>, <c>agent</c> or <c>service</c>.</param>
/// <param name="Id">The actor's identifier.</param>
/// <param name="VerifiedBy">How: <c>client_registration</c>, <c>actor_token</c>.</param>
public sealed record VerifiedActor(string Type, string Id, string VerifiedBy);
