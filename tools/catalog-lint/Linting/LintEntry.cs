using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Configuration;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>One entry as rules see it.</summary>
/// <param name="Purpose">The compiled entry.</param>
/// <param name="Limits">The numbers that rules judge by.</param>
internal sealed record LintEntry(CompiledPurpose Purpose, LintLimits Limits)
{
    public CatalogEntry Entry => Purpose.Entry;

    public CatalogVocabulary Vocabulary => Purpose.Vocabulary;

    /// <summary>The params schema as a tree, without the keywords that no comparison understands.</summary>
    public SchemaNode Schema => Purpose.SchemaOutline;

    /// <summary>The places of the params schema that no comparison understands; the loader has found them already.</summary>
    public ImmutableArray<SchemaDefect> Uncompared => Entry.Params.Compiled.For(Entry.Params.SchemaJson)!.Uncompared;

    /// <summary>The rank from which a sign-in counts as strong: that of the configuration, or the upper half of the levels.</summary>
    public int StrongRank => Limits.StrongAcr is { } named ? Vocabulary.Rank(named) : Vocabulary.Levels.Count / 2;

    /// <summary>The name of the level at <see cref="StrongRank"/>.</summary>
    public string StrongLevel => Vocabulary.Levels[StrongRank].Name;

    /// <summary>The privileged operations that each authority rule grants, with all that they imply.</summary>
    public IEnumerable<(int Index, AuthorityRule Rule, ValueArray<string> Operations)> Privileged => Entry.Authority
        .Select((rule, index) => (index, rule, Of(rule)))
        .Where(granted => !granted.Item3.IsEmpty);

    /// <summary>The place of a path.</summary>
    /// <param name="path">For example <c>$.authority[0].where</c>.</param>
    public SourcePosition At(string path) => Entry.Source.At(path) with { Path = path };

    /// <summary>The place of a subschema.</summary>
    /// <param name="node">The subschema.</param>
    public SourcePosition At(SchemaNode node) => At(SchemaPlaces.PathOf(node));

    private ValueArray<string> Of(AuthorityRule rule) => Vocabulary.Class(rule.Resource) is { } resource
        ? resource.Closure(rule.Operations).Where(name => resource.Operation(name) is { Privileged: true }).ToSortedSet()
        : [];
}
