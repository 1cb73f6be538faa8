using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Docs;

/// <summary>The README's requests, sent as they stand there, get the answers that stand there.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task Every_curl_example_gets_the_answer_that_follows_it()
    {
        await using TestHost host = await TestHost.StartAsync();
        MatchCollection examples = Example().Matches(await File.ReadAllTextAsync(Repository.Path("README.md"), TestContext.Current.CancellationToken));
        Assert.Equal(3, examples.Count);
        foreach (Match example in examples)
        {
            TestHost.Answer answer = await host.PostAsync(example.Groups["path"].Value, example.Groups["body"].Value);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Null(JsonSubset.Missing(JsonElement.Parse(example.Groups["answer"].Value), answer.Json));
        }
    }

    [Fact]
    public void The_broken_catalog_is_refused_with_the_mistakes_that_the_text_names()
    {
        string readme = File.ReadAllText(Repository.Path("README.md"));
        Match broken = Broken().Match(readme);
        string file = broken.Groups["file"].Value;
        CatalogSource[] sources = [.. Directory.EnumerateFiles(Repository.Path("catalog"), "*.yaml", SearchOption.AllDirectories).Select(path =>
        {
            string name = Path.GetRelativePath(Repository.Root, path);
            string text = File.ReadAllText(path);
            return new CatalogSource(name, name == file ? Edits().Matches(broken.Groups["edits"].Value).Aggregate(text, Edit) : text);
        })];
        ImmutableArray<CatalogDiagnostic> told = CatalogLoader.Load([.. sources]).Match(_ => [], refused => refused.Diagnostics);
        Match named = Named().Match(readme);
        Assert.Equal(2, told.Length);
        Assert.All(told, diagnostic => Assert.Equal(named.Groups["code"].Value, diagnostic.Code.Id));
        Assert.Equal([named.Groups["first"].Value, named.Groups["second"].Value], told.Select(diagnostic => diagnostic.Suggestion));
    }

    private static string Edit(string text, Match edit)
    {
        string old = edit.Groups["old"].Value.Replace("\\", string.Empty, StringComparison.Ordinal);
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, edit.Groups["replacement"].Value, StringComparison.Ordinal);
    }

    [GeneratedRegex("sed -i '(?<edits>[^']*)' (?<file>\\S+)")]
    private static partial Regex Broken();

    [GeneratedRegex("s/(?<old>[^/]*)/(?<replacement>[^/]*)/")]
    private static partial Regex Edits();

    [GeneratedRegex("`(?<code>MP\\d+)` on the two lines that were changed: did you mean `(?<first>\\w+)`, did you mean `(?<second>\\w+)`")]
    private static partial Regex Named();

    [GeneratedRegex("curl -s localhost:5100(?<path>\\S+)[^']*'Content-Type: application/json' -d '(?<body>[^']*)'\n```\n\nThe answer holds:\n\n```json\n(?<answer>[^`]*)```")]
    private static partial Regex Example();
}
