using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>Finds <c># catalog-lint: ignore MP2501 -- reason</c>. Comments are found by the YAML scanner, so that a text that only looks like one is none.</summary>
internal static partial class SuppressionReader
{
    private const string Word = "catalog-lint:";

    /// <summary>The suppressions of a file, in order.</summary>
    /// <param name="source">A file that the loader accepts.</param>
    public static ImmutableArray<Suppression> Read(CatalogSource source)
    {
        if (!source.Text.Contains(Word, StringComparison.Ordinal))
        {
            return [];
        }

        List<Comment> comments = [];
        SortedSet<int> content = [];
        Scanner scanner = new(new StringReader(source.Text.TrimStart('\uFEFF')), skipComments: false);
        while (scanner.MoveNext())
        {
            if (scanner.Current is Comment comment)
            {
                comments.Add(comment);
            }
            else if (scanner.Current is { } token && token.End.Index > token.Start.Index)
            {
                content.Add((int)token.Start.Line);
            }
        }

        return [.. comments
            .Where(comment => comment.Value.TrimStart().StartsWith(Word, StringComparison.Ordinal))
            .Select(comment => Read(source.Path, comment, content))];
    }

    private static Suppression Read(string file, Comment comment, SortedSet<int> content)
    {
        int line = (int)comment.Start.Line;
        SourcePosition at = new(file, line, (int)comment.Start.Column, "$");
        int target = content.Contains(line) ? line : content.GetViewBetween(line, int.MaxValue).Min;
        Match match = Form().Match(comment.Value.Trim());
        return match.Success
            ? new Suppression(at, target, [.. Id().Matches(match.Groups["rules"].Value).Select(id => id.Value)], match.Groups["reason"].Value.Trim())
            : new Suppression(at, target, [], null);
    }

    [GeneratedRegex(@"^catalog-lint:\s+ignore\s+(?<rules>MP[0-9]{4}(\s*,\s*MP[0-9]{4})*)\s+--\s*(?<reason>\S.*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    [GeneratedRegex("MP[0-9]{4}", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
