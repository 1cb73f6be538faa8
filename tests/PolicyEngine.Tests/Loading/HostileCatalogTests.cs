using System.Collections.Immutable;
using CsCheck;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Loading;

/// <summary>Files of the sample catalog, broken in every way that a line can be broken.</summary>
public sealed class HostileCatalogTests
{
    private static readonly string[] Words =
    [
        "", "~", "null", "no", "true", "0", "-1", "1e400", "99999999999999999999999999999999", ".nan", ".inf", "\"\"", "\"\\0\"", "\"\\uD800\"", "\"\\U0001F600\"",
        "[]", "[~]", "[[a]]", "{}", "{ a: }", "{ ? }", "[a, a]", "2026-12-01", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "P10675199D", "2147483647d", "0s", "-8h",
        "params.window", "params.", "subject.", "subject.department", "params.calendar.x", "{ equals: params.calendar }", "{ within: params.window }", "{ not: { any: [] } }",
        "{ all: [{ actor_type: agent }] }", "{ count_over: 1.5 }", "{ at_least: 1, at_most: 0 }", "{ type: object }", "{ $ref: \"#\" }", "{ pattern: \"^(a+)+$\" }",
        "{ enum: [] }", "{ maxItems: -1 }", "{ multipleOf: 0 }", "https://a b", "phr", "agent", "\"*\"", "|", "- - -", "'", "\u202e", "a: b: c", "&a *a", "!x", "<<: {}",
    ];

    private static readonly ImmutableArray<CatalogSource> Vocabulary = [.. SampleCatalog.Sources.Where(source => IsIn(source, "vocabulary/"))];

    private static readonly ImmutableArray<CatalogSource> Purposes = [.. SampleCatalog.Sources.Where(source => IsIn(source, "purposes/"))];

    [Fact]
    public void However_lines_of_a_purpose_are_broken_the_loader_answers_with_places_or_the_entry_works() =>
        Gen.OneOf(Purposes.ToArray()).SelectMany(Broken).Sample(
            purpose => Answers([.. Vocabulary, purpose], purpose.Path),
            iter: 3_000,
            print: purpose => purpose.Text);

    [Fact]
    public void However_lines_of_the_vocabulary_are_broken_the_loader_answers_with_places_or_the_catalog_works() =>
        Gen.OneOf(Vocabulary.ToArray()).SelectMany(Broken).Sample(
            words => Answers([words, .. SampleCatalog.Sources.Where(source => source.Path != words.Path)], string.Empty),
            iter: 300,
            print: words => words.Text);

    private static void Answers(ImmutableArray<CatalogSource> sources, string path) => CatalogLoader.Load(sources).Match(
        loaded =>
        {
            CompiledCatalog catalog = CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries);
            foreach (CompiledPurpose purpose in catalog.Purposes.Values)
            {
                _ = CatalogCaseRunner.Run(purpose);
                string printed = CatalogPrinter.Print(purpose.Entry);
                CatalogSource[] again = [.. sources.Where(source => IsIn(source, "vocabulary/")), new CatalogSource("purposes/printed.yaml", printed)];
                Assert.Equal(purpose.Entry, CatalogLoader.Load([.. again]).Match<CatalogEntry?>(read => read.Model.Entries.Single(), _ => null));
            }

            return true;
        },
        refused =>
        {
            Assert.NotEmpty(refused.Diagnostics);
            Assert.Equal(refused.Diagnostics.OrderBy(told => told.Position.File, StringComparer.Ordinal).ThenBy(told => told.Position.Line), refused.Diagnostics);
            Assert.All(refused.Diagnostics, told => Placed(told, sources, path));
            return true;
        });

    private static void Placed(CatalogDiagnostic told, ImmutableArray<CatalogSource> sources, string path)
    {
        Assert.True(path.Length == 0 || told.Position.File == path, told.ToString());
        Assert.True(told.Position is { Line: > 0, Column: > 0 }, told.ToString());
        Assert.StartsWith("$", told.Position.Path, StringComparison.Ordinal);
        Assert.NotEmpty(told.Message);
        Assert.NotEmpty(told.Help);
        int lines = sources.SingleOrDefault(source => source.Path == told.Position.File)?.Text.Split('\n').Length ?? 1;
        Assert.True(told.Position.Line <= lines + 1, told.ToString());
    }

    private static Gen<CatalogSource> Broken(CatalogSource source)
    {
        string[] lines = source.Text.Split('\n');
        return Gen.Select(Gen.Int[0, lines.Length - 1], Gen.Int[0, 8], Gen.OneOf(Words)).Array[1, 2].Select(edits =>
            source with { Text = string.Join('\n', edits.Aggregate(lines, (text, edit) => [.. text.SelectMany((line, at) => at == edit.Item1 ? Edited(line, edit.Item2, edit.Item3) : [line])])) });
    }

    private static string[] Edited(string line, int how, string word)
    {
        int value = line.IndexOf(": ", StringComparison.Ordinal);
        int last = line.LastIndexOf(": ", StringComparison.Ordinal);
        return how switch
        {
            0 => [],
            1 => [line, line],
            2 => [" " + line],
            3 => [line + " " + word],
            4 when value > 0 => [line[..value] + "x" + line[value..]],
            5 when line.Contains('[', StringComparison.Ordinal) => [line.Replace("[", $"[{word}, ", StringComparison.Ordinal)],
            6 when last > 0 && line.TrimEnd().EndsWith('}') => [line[..(last + 2)] + word + " }"],
            _ when value > 0 => [line[..(value + 2)] + word],
            _ => [line + word],
        };
    }

    private static bool IsIn(CatalogSource source, string folder) => source.Path.StartsWith(folder, StringComparison.Ordinal);
}
