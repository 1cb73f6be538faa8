using System.Text.Json;
using MissionPolicy.CatalogLint.Catalogs;
using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;

namespace MissionPolicy.CatalogLint.Commands.Explaining;

/// <summary><c>catalog-lint explain</c>: what an entry allows, or why an action is inside, asked again or refused.</summary>
internal static class ExplainCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="asked">What was asked.</param>
    public static int Run(ToolHost host, ExplainRun asked)
    {
        CompiledCatalog catalog = CatalogPlace.Compile(host, asked.Folder, asked.Folder);
        CompiledPurpose purpose = KindArgument.Find(catalog, asked.Kind);
        Screen screen = new(host);
        if (asked.Action is not { } named)
        {
            EntryExplanation.Write(screen, purpose);
            return ExitCodes.Clean;
        }

        if (Case(purpose, named) is { } item)
        {
            string? mission = asked.Mission is { } given ? Json(host, given) : MissionOf(purpose, item);
            _ = item.ActionJson is { } action
                ? ActionExplanation.Write(screen, catalog, purpose, mission, action)
                : BootstrapExplanation.Write(screen, purpose, mission);
            return ExitCodes.Clean;
        }

        string? stands = asked.Mission is { } json ? Json(host, json) : purpose.Entry.Cases.Select(item => item.MissionJson).FirstOrDefault(found => found is not null);
        return ActionExplanation.Write(screen, catalog, purpose, stands, Json(host, named));
    }

    private static CatalogCase? Case(CompiledPurpose purpose, string name) =>
        purpose.Entry.Cases.FirstOrDefault(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase));

    // A case without a Mission asks about that of the nearest case before it.
    private static string? MissionOf(CompiledPurpose purpose, CatalogCase item) => purpose.Entry.Cases
        .TakeWhile(other => !ReferenceEquals(other, item)).Append(item).Select(other => other.MissionJson).LastOrDefault(found => found is not null);

    private static string Json(ToolHost host, string given)
    {
        string text = given.StartsWith('@') ? File.ReadAllText(host.Resolve(given[1..])) : given;
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? CanonicalJson.Serialize(json.RootElement)
                : throw new CouldNotRunException("A JSON object is needed, for example {\"resource\":\"calendar.event\",\"operation\":\"read\"}.");
        }
        catch (Exception broken) when (broken is JsonException or CanonicalFormException)
        {
            throw new CouldNotRunException($"`{given}` is neither the name of a case nor a JSON object: {broken.Message}");
        }
    }
}
