using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>Who may use a purpose, and where. An empty list allows nobody: wildcards are not part of the language.</summary>
/// <param name="Clients">Client identifiers.</param>
/// <param name="Applications">Application identifiers of the <c>app</c> context.</param>
/// <param name="Tenants">Tenant identifiers of the <c>tenant</c> context.</param>
public sealed record AllowedParties(ValueArray<string> Clients, ValueArray<string> Applications, ValueArray<string> Tenants);
