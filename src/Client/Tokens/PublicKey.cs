using Microsoft.IdentityModel.Tokens;

namespace MissionPolicy.Client.Tokens;

/// <summary>One signing key of an issuer, with its one algorithm.</summary>
/// <param name="KeyId">Its <c>kid</c>.</param>
/// <param name="Algorithm">Its algorithm.</param>
/// <param name="Key">The key.</param>
internal sealed record PublicKey(string? KeyId, string Algorithm, SecurityKey Key);
