namespace MissionPolicy.Server.Remediation;

/// <summary>What an answer says about a way forward.</summary>
/// <param name="Reapproval">The member <c>reapproval</c> as JSON.</param>
/// <param name="Remediation">The member <c>authorization_remediation</c> as JSON; null where nothing that can be approved would
/// help.</param>
internal sealed record WayForward(string Reapproval, string? Remediation);
