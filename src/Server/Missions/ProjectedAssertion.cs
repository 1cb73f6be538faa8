using System.Collections.Immutable;

namespace MissionPolicy.Server.Missions;

/// <summary>An ID-JAG that was issued; its record is on disk.</summary>
/// <param name="Assertion">The assertion.</param>
/// <param name="Details">The granted details as a JSON array.</param>
/// <param name="Scopes">The granted scopes.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record ProjectedAssertion(string Assertion, string Details, ImmutableArray<string> Scopes, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);
