namespace MissionPolicy.CatalogLint.Commands.Starting;

/// <summary>What was asked of <c>new</c>.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Folder">The catalog.</param>
/// <param name="Owner">Who answers for the entry.</param>
/// <param name="Title">The title; null to make one of the kind.</param>
/// <param name="Resource">The resource class; null for the first of the vocabulary.</param>
/// <param name="Client">The client; null for the first of the vocabulary.</param>
/// <param name="Tenant">The tenant; null for that of the catalog's first entry.</param>
internal sealed record NewRun(string Kind, string Folder, string Owner, string? Title, string? Resource, string? Client, string? Tenant);
