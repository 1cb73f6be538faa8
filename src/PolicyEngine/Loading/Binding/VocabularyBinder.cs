using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Binds the files of <c>vocabulary/</c>; together they are one vocabulary, whatever they are named.</summary>
internal sealed class VocabularyBinder(BindingScope scope)
{
    private readonly Dictionary<string, ResourceClass> classes = new(StringComparer.Ordinal);
    private ValueArray<AssuranceLevel>? levels;
    private TimeSpan? maxLifetime;
    private ValueArray<string>? clients;
    private ValueArray<string>? servers;

    public void Add(YamlMap root)
    {
        MapReader read = new(scope, root, "max_lifetime", "classes", "levels", "clients", "authorization_servers");
        foreach (YamlMember member in read.OptionalMap("classes")?.Members ?? [])
        {
            AddClass(member);
        }

        Once(read, "max_lifetime", ref maxLifetime, () => read.Duration("max_lifetime"));
        Once(read, "levels", ref levels, () => read.Maps("levels", required: true).Select(Level).ToValueArray());
        Once(read, "clients", ref clients, () => read.Set("clients", required: true));
        Once(read, "authorization_servers", ref servers, () => read.Set("authorization_servers", required: true));
    }

    public CatalogVocabulary Finish(SourcePosition nowhere)
    {
        Need(classes.Count > 0, nowhere, "`classes`");
        Need(levels is { IsEmpty: false }, nowhere, "`levels`");
        Need(maxLifetime is not null, nowhere, "`max_lifetime`");
        return new CatalogVocabulary
        {
            Classes = [.. classes.Values.OrderBy(item => item.Name, StringComparer.Ordinal)],
            Levels = levels ?? [],
            MaxLifetime = maxLifetime ?? TimeSpan.MaxValue,
            Clients = clients,
            AuthorizationServers = servers,
        };
    }

    private void Need(bool has, SourcePosition nowhere, string what)
    {
        if (!has)
        {
            scope.Error(DiagnosticCodes.VocabularyMissing, nowhere with { Path = "$." + what }, $"The vocabulary has no {what}.", "Add it to a file in `vocabulary/`.");
        }
    }

    private void Once<T>(MapReader read, string key, ref T? field, Func<T> value)
        where T : struct
    {
        if (read.Optional(key) is not { } node)
        {
            return;
        }

        if (field is not null)
        {
            scope.Error(DiagnosticCodes.VocabularyTwice, node.Position, $"`{key}` is defined a second time.", "Keep one of the two.");
        }

        field = value();
    }

    private AssuranceLevel Level(YamlMap map)
    {
        MapReader read = new(scope, map, "name", "title");
        return new AssuranceLevel(read.Text("name"), read.Text("title"));
    }

    private void AddClass(YamlMember member)
    {
        if (Scalars.As<YamlMap>(scope, member.Value, "a mapping") is not { } map)
        {
            return;
        }

        MapReader read = new(scope, map, "title", "audiences", "operations", "attributes");
        ResourceClass bound = new()
        {
            Name = member.Key,
            Title = read.Text("title"),
            Audiences = read.Set("audiences", required: false),
            Operations = [.. (read.Map("operations")?.Members ?? []).Select(Operation).OrderBy(item => item.Name, StringComparer.Ordinal)],
            Attributes = [.. (read.OptionalMap("attributes")?.Members ?? []).Select(Attribute).OrderBy(item => item.Name, StringComparer.Ordinal)],
        };
        if (!classes.TryAdd(member.Key, bound))
        {
            scope.Error(DiagnosticCodes.VocabularyTwice, member.KeyPosition, $"The class `{member.Key}` is defined a second time.", "Keep one of the two.");
        }

        CheckOrder(bound, member);
    }

    private OperationDefinition Operation(YamlMember member)
    {
        YamlMap map = Scalars.As<YamlMap>(scope, member.Value, "a mapping") ?? new YamlMap(member.Value.Position, []);
        MapReader read = new(scope, map, "title", "implies", "stronger_than", "privileged");
        return new OperationDefinition
        {
            Name = member.Key,
            Title = read.Text("title"),
            Implies = read.Set("implies", required: false),
            StrongerThan = read.Set("stronger_than", required: false),
            Privileged = read.Flag("privileged"),
        };
    }

    private AttributeDefinition Attribute(YamlMember member)
    {
        YamlMap map = Scalars.As<YamlMap>(scope, member.Value, "a mapping") ?? new YamlMap(member.Value.Position, []);
        MapReader read = new(scope, map, "kind", "title");
        FactKind kind = read.Word(
            "kind", FactKind.Text, required: true, ("text", FactKind.Text), ("number", FactKind.Number), ("instant", FactKind.Instant),
            ("duration", FactKind.Duration), ("flag", FactKind.Flag), ("text_set", FactKind.TextSet));
        return new AttributeDefinition(member.Key, kind, read.Text("title"));
    }

    private void CheckOrder(ResourceClass bound, YamlMember member)
    {
        foreach (OperationDefinition operation in bound.Operations)
        {
            foreach (string other in operation.Implies.Concat(operation.StrongerThan).Where(other => bound.Operation(other) is null))
            {
                scope.Error(
                    DiagnosticCodes.NotInVocabulary,
                    member.KeyPosition with { Path = $"{member.Value.Position.Path}.operations.{operation.Name}.{other}" },
                    $"`{operation.Name}` names `{other}`, which is no operation of `{bound.Name}`.",
                    "Name an operation of the same class.",
                    Suggestion.For(other, bound.Operations.Select(item => item.Name)));
            }

            if (operation.Implies.Concat(operation.StrongerThan).Any(next => next == operation.Name || bound.IsStronger(next, operation.Name)))
            {
                scope.Error(
                    DiagnosticCodes.StrengthCycle,
                    member.KeyPosition with { Path = $"{member.Value.Position.Path}.operations.{operation.Name}" },
                    $"`{operation.Name}` of `{bound.Name}` is stronger than itself.",
                    "Order the operations from weak to strong without a circle.");
            }
        }
    }
}
