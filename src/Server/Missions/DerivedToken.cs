using System.Collections.Immutable;
using MissionPolicy.Server.Compat;

namespace MissionPolicy.Server.Missions;

/// <summary>An access token that was issued under a Mission; its record is on disk.</summary>
/// <param name="AccessToken">The token.</param>
/// <param name="Details">The granted details as a JSON array.</param>
/// <param name="Scopes">The same as a coarse view, <c>class.operation</c>.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="ExpiresAt">Until when; never past the Mission.</param>
/// <param name="Mission">The Mission.</param>
/// <param name="Claim">What the token says of it in the words of the later drafts, or null.</param>
internal sealed record DerivedToken(
    string AccessToken, string Details, ImmutableArray<string> Scopes, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, Mission Mission, MissionClaim? Claim);
