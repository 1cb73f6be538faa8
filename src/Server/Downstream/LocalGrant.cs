using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Downstream;

/// <summary>What local policy gives.</summary>
/// <param name="Resource">The one resource server.</param>
/// <param name="Scopes">The operations, <c>class.operation</c>.</param>
/// <param name="Lifetime">The longest token.</param>
internal sealed record LocalGrant(string Resource, ValueArray<string> Scopes, TimeSpan Lifetime);
