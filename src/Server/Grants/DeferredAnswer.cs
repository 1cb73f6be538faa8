namespace MissionPolicy.Server.Grants;

/// <summary>The answer to the exchange of a <c>deferred_code</c>.</summary>
/// <param name="AuthId">The <c>deferred_auth_id</c>.</param>
/// <param name="ExpiresIn">In seconds.</param>
/// <param name="Interval">In seconds.</param>
/// <param name="InterimIdToken">The interim ID Token, or null.</param>
/// <param name="MissionRef">The handle of the provisional Mission, or null when there is none.</param>
/// <remarks>Source: DTR 1.0; deferred digest §4, §7.</remarks>
internal sealed record DeferredAnswer(string AuthId, long ExpiresIn, int Interval, string? InterimIdToken, string? MissionRef);
