using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /catalog/purposes</c>: what a client developer may know of each
/// purpose. Rules, bounds and reviewers stay inside.</summary>
internal static class CatalogPurposesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/catalog/purposes", Handle)
        .Produces<JsonElement>().WithSummary("The purposes that a client can ask for").WithTags("Catalog");

    private static JsonAnswer Handle(CatalogHost host)
    {
        CompiledCatalog catalog = host.Current;
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("purposes");
            foreach (CompiledPurpose purpose in catalog.Purposes.Values.OrderBy(purpose => purpose.Entry.Kind, StringComparer.Ordinal))
            {
                Write(writer, purpose);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, CompiledPurpose purpose)
    {
        CatalogEntry entry = purpose.Entry;
        writer.WriteStartObject();
        writer.WriteString("kind", entry.Kind);
        writer.WriteNumber("version", entry.Version);
        writer.WriteString("title", entry.Title);
        writer.WriteString("summary", entry.Summary);
        writer.WritePropertyName("params_schema");
        writer.WriteRawValue(entry.Params.SchemaJson);
        writer.WriteString("approval", JsonNamingPolicy.SnakeCaseLower.ConvertName(entry.Approval.Mode.ToString()));
        writer.WriteString("strictest_approval", JsonNamingPolicy.SnakeCaseLower.ConvertName(entry.StrictestApproval.ToString()));
        writer.WriteStartArray("resources");
        foreach (AuthorityRule rule in entry.Authority)
        {
            ResourceClass definition = purpose.Vocabulary.Class(rule.Resource)!;
            writer.WriteStartObject();
            writer.WriteString("resource", rule.Resource);
            writer.WriteString("title", definition.Title);
            writer.WriteString("at", rule.At);
            writer.WriteStartArray("operations");
            foreach (string operation in definition.Closure(rule.Operations))
            {
                writer.WriteStringValue(operation);
            }

            writer.WriteEndArray();
            writer.WriteString("grant", rule.Grant == GrantTime.OnRequest ? "on_request" : "at_start");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
