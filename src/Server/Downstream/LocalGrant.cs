using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Downstream;

/// <summary>What local policy gives.</summary>
/// <param name="Resource">The one resource server.</param>
/// <param name="Scopes">The operations, <c>class.operation</c>; a scope that is no operation of a class has no detail.</param>
/// <param name="Details">The same with the bounds that the assertion carried.</param>
/// <param name="Lifetime">The longest token.</param>
internal sealed record LocalGrant(string Resource, ValueArray<string> Scopes, ValueArray<LocalDetail> Details, TimeSpan Lifetime);
