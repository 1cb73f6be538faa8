using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Missions;

/// <summary>Somebody redeems an approval.</summary>
/// <param name="MissionId">The Mission.</param>
/// <param name="Mode">How the approval came about.</param>
/// <param name="ClientId">The authenticated client.</param>
/// <param name="KeyThumbprint">The key of the proof.</param>
/// <param name="ClaimDigest">The digest of the <c>client_context</c> that the ID Token is going to carry.</param>
/// <param name="SignIn">The sign-in of the event.</param>
internal sealed record ActivationRequest(string MissionId, HandoffMode Mode, string ClientId, string KeyThumbprint, string ClaimDigest, SignInRecord SignIn);
