using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>Who may use a purpose, and where. Wildcards are not part of the language.</summary>
/// <param name="Clients">Client identifiers; never empty.</param>
/// <param name="Applications">Application identifiers of the <c>app</c> context; empty when the purpose does not depend on the application.</param>
/// <param name="Tenants">Tenant identifiers of the <c>tenant</c> context; never empty.</param>
public sealed record AllowedParties(ValueArray<string> Clients, ValueArray<string> Applications, ValueArray<string> Tenants);
