using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>How far a Mission may reach.</summary>
/// <param name="Depth">How many derivations away from the home AS; 0 keeps it home.</param>
/// <param name="Audiences">The downstream authorization servers, sorted by issuer.</param>
public sealed record PropagationRule(int Depth, ValueArray<AudienceRule> Audiences);
