using System.Collections.Immutable;
using CsCheck;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Loading.Yaml;

namespace MissionPolicy.Engine.Tests.Loading;

public sealed class YamlReaderTests
{
    private const string File = "purposes/a.yaml";

    private const string Sound = """
        kind: https://a.example/purposes/b
        list: [one, { two: 3 }]
        nested:
          - name: "x"
            note: |
              text
        """;

    [Theory]
    [InlineData("a: 1\na: 2", "MP1002", 2, 1)]
    [InlineData("a: &x 1", "MP1003", 1, 4)]
    [InlineData("b: *x", "MP1003", 1, 4)]
    [InlineData("<<: { a: 1 }", "MP1003", 1, 1)]
    [InlineData("a: !!str 1", "MP1004", 1, 4)]
    [InlineData("a:\t1", "MP1005", 1, 3)]
    [InlineData("a: \0", "MP1005", 1, 4)]
    [InlineData("a: 1\n---\nb: 2", "MP1006", 2, 1)]
    [InlineData("- a", "MP1006", 1, 1)]
    [InlineData("", "MP1006", 1, 1)]
    [InlineData("[a, b]: 1", "MP1012", 1, 1)]
    public void Each_hygiene_mistake_is_told_where_it_stands(string text, string code, int line, int column)
    {
        CatalogDiagnostic found = Assert.Single(Read(text, out _));

        Assert.Equal((code, line, column), (found.Code.Id, found.Position.Line, found.Position.Column));
    }

    [Fact]
    public void A_syntax_error_has_a_place()
    {
        CatalogDiagnostic found = Assert.Single(Read("a: 1\nb: [1, 2\nc: 3\n", out _));

        Assert.Equal("MP1001", found.Code.Id);
        Assert.True(found.Position.Line is >= 2 and <= 4, found.ToString());
    }

    [Fact]
    public void Several_mistakes_are_told_at_once_and_in_order()
    {
        ImmutableArray<CatalogDiagnostic> found = Read("a: 1\nb: &x 1\nc: !t 1\na: 3\nd:\t2\n<<: 4\n", out _);

        Assert.Equal(["MP1003", "MP1004", "MP1002", "MP1005", "MP1003"], found.Select(static d => d.Code.Id));
        Assert.Equal([2, 3, 4, 5, 6], found.Select(static d => d.Position.Line));
    }

    [Fact]
    public void Depth_twenty_is_read_and_twenty_one_is_refused()
    {
        // The root mapping is the first level.
        Assert.Empty(Read("a: " + new string('[', 19) + new string(']', 19), out _));
        Assert.Equal("MP1007", Assert.Single(Read("a: " + new string('[', 20) + new string(']', 20), out _)).Code.Id);
        Assert.Equal("MP1007", Assert.Single(Read("a: " + new string('[', 5000), out _)).Code.Id);
    }

    [Fact]
    public void A_file_over_256_KiB_is_refused_by_its_bytes()
    {
        string text = "a: " + new string('é', 130 * 1024);

        Assert.Equal("MP1007", Assert.Single(Read(text, out _)).Code.Id);
    }

    [Fact]
    public void Nodes_know_line_column_and_path()
    {
        Assert.Empty(Read(Sound, out YamlMap? root));

        YamlList nested = Assert.IsType<YamlList>(root!["nested"]);
        YamlMap first = Assert.IsType<YamlMap>(nested.Items[0]);
        YamlScalar name = Assert.IsType<YamlScalar>(first["name"]);
        Assert.Equal(new SourcePosition(File, 4, 11, "$.nested[0].name"), name.Position);
        Assert.False(name.IsPlain);
    }

    [Fact]
    public void An_excerpt_shows_the_line_and_a_caret()
    {
        CatalogDiagnostic found = Assert.Single(Read("a: 1\nbb: &x 1", out _));

        Assert.Equal("bb: &x 1\n    ^", found.Excerpt);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("On")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("1e3")]
    [InlineData("017")]
    [InlineData("0x1F")]
    [InlineData("1_000")]
    [InlineData("1.10")]
    [InlineData("2026-12-01")]
    [InlineData("2026-12-01T00:00:00Z")]
    [InlineData("12:30:45")]
    [InlineData("")]
    public void Words_that_readers_disagree_on_need_quotes(string word) => Assert.NotNull(PlainScalar.TakenFor(word));

    [Theory]
    [InlineData("nothing")]
    [InlineData("8h")]
    [InlineData("cal_team01")]
    [InlineData("1.2.3")]
    [InlineData("https://a.example")]
    public void Plain_strings_need_none(string word) => Assert.Null(PlainScalar.TakenFor(word));

    [Fact]
    public void Mutated_text_never_throws_and_every_diagnostic_has_a_place()
    {
        string[] pieces =
        [
            "\t", "&a ", "*a", "<<: 1", "!x ", "---\n",
            "...\n", "[", "}", "{", "\"", "'", ": ", "- ", "|\n", "? ", "%", "@", "\0", "\ud800", "#", "\n", " ", "\r",
        ];
        Gen<string> piece = Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]);
        Gen<string> mutated = Gen.Select(piece, Gen.Int[0, Sound.Length], Gen.Int[0, 6])
            .Array[1, 6]
            .Select(static edits => edits.Aggregate(Sound, static (text, edit) =>
            {
                int at = Math.Min(edit.Item2, text.Length);
                return text[..at] + edit.Item1 + text[Math.Min(text.Length, at + edit.Item3)..];
            }));

        mutated.Sample(
            text =>
            {
                ImmutableArray<CatalogDiagnostic> found = Read(text, out YamlMap? root);
                return (root is not null || found.Length > 0) && found.All(static d => d.Position is { Line: > 0, Column: > 0, File: File });
            },
            iter: 3000,
            threads: 1);
    }

    private static ImmutableArray<CatalogDiagnostic> Read(string text, out YamlMap? root)
    {
        DiagnosticBag bag = new();
        root = YamlReader.Read(new CatalogSource(File, text), bag);
        return bag.Sorted();
    }
}
