using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Protocol;

/// <summary>The <c>authorization_details</c> of an authorization request: Missions that it names, and authority that it asks for.</summary>
/// <param name="Named">The objects with a <c>mission_ref</c>, in order.</param>
/// <param name="Asked">The objects without one, together; null when there is none.</param>
/// <remarks>Source: RFC 9396 §2, §3; article, "Handoff Modes".</remarks>
internal sealed record AuthorizationDetails(ValueArray<MissionDetail> Named, AskedAuthority? Asked);
