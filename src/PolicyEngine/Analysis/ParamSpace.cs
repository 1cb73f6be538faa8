using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Analysis.Schemas;
using MissionPolicy.Engine.Analysis.Solving;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis;

/// <summary>The values that both versions accept for a param; a version that does not know the param has no say.</summary>
internal sealed class ParamSpace(CompiledPurpose before, CompiledPurpose after)
{
    // JSON that schemas accept and that is no fact: too many digits, or a second that no clock of the engine has.
    private static readonly ImmutableArray<string> Unreadable = ["1e-40", "1e40", "\"2016-12-31T23:59:60Z\"", "\"P1Y\""];
    private readonly Dictionary<string, FactDomain> domains = new(StringComparer.Ordinal);

    public FactDomain Domain(string path)
    {
        if (!domains.TryGetValue(path, out FactDomain? domain))
        {
            domain = Build(path);
            domains.Add(path, domain);
        }

        return domain;
    }

    /// <summary>A value that has to be sent and still is no fact, or null.</summary>
    public string? UnreadableJson(string path) => Nodes(path) is { Length: > 0 } nodes
        ? Unreadable.FirstOrDefault(json => nodes.All(node => SchemaWords.Fits(node, json)) && Kinds(path).All(kind => IsNoFact(json, kind)))
        : null;

    public static string Json(FactValue value, FactDomain domain)
    {
        string[] items = value.Kind == FactKind.TextSet ? [.. value.AsSet] : [];

        // A list that must be longer than its set repeats an item.
        return value.Kind switch
        {
            FactKind.Number or FactKind.Flag => value.ToString(),
            FactKind.TextSet => $"[{string.Join(',', items.Concat(Enumerable.Repeat(items.FirstOrDefault() ?? string.Empty, items.Length == 0 ? 0 : Math.Max(domain.MinItems - items.Length, 0))).Select(SchemaWords.Quote))}]",
            _ => SchemaWords.Quote(value.ToString()),
        };
    }

    private ImmutableArray<SchemaNode> Nodes(string path) =>
        [.. new[] { before.SchemaOutline, after.SchemaOutline }.Select(root => At(root, path)).OfType<SchemaNode>().Select(Follow)];

    private ImmutableArray<FactKind> Kinds(string path) =>
        [.. new[] { before, after }.Where(version => version.ParamKinds.ContainsKey(path)).Select(version => version.ParamKinds[path]).Distinct()];

    private static bool IsNoFact(string json, FactKind kind)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return JsonFacts.Read(document.RootElement, kind).IsAbsent;
    }

    private static SchemaNode? At(SchemaNode root, string path) => path.Split('.').Aggregate((SchemaNode?)root, (at, name) => at?.Property(name));

    private static SchemaNode Follow(SchemaNode node)
    {
        while (node is { Reference: { } reference, Types: SchemaTypes.Any, Properties.Count: 0 })
        {
            node = reference.Target;
        }

        return node;
    }

    private FactDomain Build(string path)
    {
        ImmutableArray<SchemaNode> nodes = Nodes(path);
        ImmutableArray<FactKind> kinds = Kinds(path);
        FactDomain domain = new()
        {
            Kinds = kinds,
            MayBeAbsent = !IsNeeded(before.SchemaOutline, path) && !IsNeeded(after.SchemaOutline, path),
            IsExact = kinds.Length == 1 && nodes.All(IsPlain),
        };
        domain = kinds is [FactKind.TextSet] ? Sets(domain, nodes) : kinds is [FactKind.Number] ? Numbers(domain, nodes) : domain;
        domain = domain with { Fits = IsFree(domain, nodes) ? null : value => nodes.All(node => SchemaWords.Fits(node, Json(value, domain))) };
        domain = Listed(domain, nodes);
        return domain.Fits is not null && domain.Values is null && kinds is [FactKind.Text]
            ? domain with { Words = (prefix, want) => Common(nodes, prefix, want) }
            : domain with { MayBeAbsent = domain.MayBeAbsent || UnreadableJson(path) is not null };
    }

    private static FactDomain Sets(FactDomain domain, ImmutableArray<SchemaNode> nodes)
    {
        SchemaNode[] items = [.. nodes.Select(node => Follow(node.Items!))];
        int least = nodes.Max(node => node.MinItems ?? 0);
        return domain with
        {
            MinItems = least,
            MinCount = nodes.Any(node => node.UniqueItems) ? least : Math.Min(least, 1),
            MaxCount = nodes.Min(node => node.MaxItems),
            Words = items.All(IsAnyText) ? null : (prefix, want) => Common([.. items], prefix, want),
            IsExact = domain.IsExact && items.All(IsPlain),
        };
    }

    private static FactDomain Numbers(FactDomain domain, ImmutableArray<SchemaNode> nodes)
    {
        NumberRange[] ranges = [.. nodes.Select(NumberRange.Of)];
        decimal?[] steps = [.. ranges.Select(range => range.Step).Where(step => step is not null).Distinct()];
        decimal? step = steps.FirstOrDefault(one => steps.All(other => one % other == 0));
        return domain with
        {
            Edges = [.. ranges.SelectMany(range => new[] { range.Least, range.Most }).OfType<decimal>().Distinct()],
            Step = step,
            IsExact = domain.IsExact && ranges.All(range => range.IsExact) && steps.Length > 0 == step is not null,
        };
    }

    private static FactDomain Listed(FactDomain domain, ImmutableArray<SchemaNode> nodes)
    {
        if (domain.Kinds is not [var kind] || nodes.Select(node => node.Enum ?? (node.Const is { } only ? [only] : null)).FirstOrDefault(list => list is not null) is not { } values)
        {
            return domain;
        }

        ImmutableArray<FactValue> known = [.. values.Select(value => JsonFacts.Read(value, kind)).Where(value => !value.IsAbsent && domain.Fits!(value))];
        return domain with { Values = known, IsExact = true };
    }

    private static WordList Common(ImmutableArray<SchemaNode> nodes, string prefix, int want)
    {
        WordList words = SchemaWords.Of(nodes[^1], prefix, want * nodes.Length);
        return words with { Words = [.. words.Words.Where(word => nodes.All(node => SchemaWords.Fits(node, SchemaWords.Quote(word)))).Take(want)] };
    }

    private static bool IsFree(FactDomain domain, ImmutableArray<SchemaNode> nodes) => domain.Kinds switch
    {
        [FactKind.Text] => nodes.All(IsAnyText),
        [FactKind.Flag] or [FactKind.Instant] or [FactKind.Duration] => nodes.All(node => node.Enum is null && node.Const is null && node.Pattern is null && node.MinLength is null && node.MaxLength is null && IsPlain(node)),
        _ => false,
    };

    private static bool IsAnyText(SchemaNode node) =>
        node is { Types: SchemaTypes.String, Enum: null, Const: null, Pattern: null, Format: null, MinLength: null, MaxLength: null } && IsPlain(node);

    // No keyword that composes schemas or that lists, for a kind whose domain is drawn from its keywords.
    private static bool IsPlain(SchemaNode node) =>
        node is { AllOf.IsEmpty: true, AnyOf.IsEmpty: true, OneOf.IsEmpty: true, Not: null, If: null, Contains: null, Reference: null }
        && !(node.Format is "date-time" or "duration" && (node.Pattern is not null || node.MinLength is not null || node.MaxLength is not null));

    private static bool IsNeeded(SchemaNode root, string path)
    {
        SchemaNode? at = root;
        foreach (string name in path.Split('.'))
        {
            if (at is null || !Follow(at).Required.Contains(name))
            {
                return false;
            }

            at = Follow(at).Property(name);
        }

        return true;
    }
}
