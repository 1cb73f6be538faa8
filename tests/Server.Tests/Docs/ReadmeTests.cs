using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
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

    [GeneratedRegex("curl -s localhost:5100(?<path>\\S+)[^']*'Content-Type: application/json' -d '(?<body>[^']*)'\n```\n\nThe answer holds:\n\n```json\n(?<answer>[^`]*)```")]
    private static partial Regex Example();
}
