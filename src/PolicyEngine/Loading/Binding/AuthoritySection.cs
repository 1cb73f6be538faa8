using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Binds <c>authority</c> and <c>never</c>.</summary>
internal sealed class AuthoritySection(BindingScope scope, CatalogVocabulary vocabulary, ParamsSection parameters)
{
    public ValueArray<AuthorityRule> Bind(MapReader entry)
    {
        if (entry.Required("authority") is YamlList { Items.IsEmpty: true } empty)
        {
            scope.Error(DiagnosticCodes.OutOfRange, empty.Position, "The purpose may do nothing.", "Grant at least one operation.");
        }

        return entry.Optional("authority") is null ? [] : entry.Maps("authority", required: false).Select(Rule).ToValueArray();
    }

    public ValueArray<ForbiddenRule> BindNever(MapReader entry) => entry.Maps("never", required: false).Select(Forbidden).ToValueArray();

    private AuthorityRule Rule(YamlMap map)
    {
        MapReader read = new(scope, map, "resource", "at", "operations", "grant", "where");
        (string name, ResourceClass? resource) = Class(read);
        string at = read.Text("at");
        CheckServer(read, resource, at);
        ConditionReader conditions = new(scope, FactCatalog.ForAction(vocabulary, parameters, resource));
        return new AuthorityRule
        {
            Resource = name,
            At = at,
            Operations = Operations(read, resource),
            Grant = read.Word(
                "grant", GrantTime.AtStart, required: false, ("at_start", GrantTime.AtStart), ("on_request", GrantTime.OnRequest)),
            Where = resource is null && vocabulary.Classes.Count > 0
                ? []
                : [.. (read.OptionalMap("where")?.Members ?? [])
                    .Select(member => new AttributeBound(member.Key, conditions.ReadMember(member)))
                    .OrderBy(bound => bound.Name, StringComparer.Ordinal)],
        };
    }

    private ForbiddenRule Forbidden(YamlMap map)
    {
        MapReader read = new(scope, map, "resource", "operations");
        (string name, ResourceClass? resource) = Class(read);
        return new ForbiddenRule(name, Operations(read, resource));
    }

    private (string Name, ResourceClass? Class) Class(MapReader read)
    {
        string name = read.Text("resource");
        ResourceClass? resource = vocabulary.Class(name);
        if (resource is null && name.Length > 0)
        {
            IEnumerable<string> known = vocabulary.Classes.Select(item => item.Name);
            scope.Error(
                DiagnosticCodes.NotInVocabulary, read.Optional("resource")!.Position, $"`{name}` is not a resource class.", "Use a class of the vocabulary, or add this one to it.", Suggestion.For(name, known));
        }

        return (name, resource);
    }

    private void CheckServer(MapReader read, ResourceClass? resource, string at)
    {
        if (at.Length > 0 && !EntryBinder.IsAbsoluteUri(at))
        {
            scope.Error(DiagnosticCodes.NotAnAbsoluteUri, read.Optional("at")!.Position, $"`{at}` is not an absolute URI.", "Write the resource server's identifier, for example `https://calendar-api.example.com`.");
        }
        else if (at.Length > 0 && resource is { Audiences.IsEmpty: false } && !resource.Audiences.Contains(at))
        {
            scope.Error(
                DiagnosticCodes.NotInVocabulary, read.Optional("at")!.Position, $"`{at}` is not a server of `{resource.Name}`.", $"Its servers are {string.Join(", ", resource.Audiences)}.", Suggestion.For(at, resource.Audiences));
        }
    }

    private ValueArray<string> Operations(MapReader read, ResourceClass? resource)
    {
        ValueArray<string> operations = read.Set("operations", required: true);
        foreach (YamlNode item in (read.Optional("operations") as YamlList)?.Items ?? [])
        {
            if (resource is not null && item is YamlScalar { Text: var name } && resource.Operation(name) is null)
            {
                IEnumerable<string> known = resource.Operations.Select(operation => operation.Name);
                scope.Error(
                    DiagnosticCodes.NotInVocabulary, item.Position, $"`{name}` is not an operation of `{resource.Name}`.", $"Its operations are {string.Join(", ", known)}.", Suggestion.For(name, known));
            }
        }

        return operations;
    }
}
