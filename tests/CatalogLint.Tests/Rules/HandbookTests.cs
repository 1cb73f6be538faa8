using System.Text.RegularExpressions;
using MissionPolicy.CatalogLint.Commands;
using MissionPolicy.CatalogLint.Rules;
using MissionPolicy.CatalogLint.Tests.Some;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Tests.Rules;

/// <summary>docs/catalog-lint.md names what there is, and nothing else.</summary>
public sealed partial class HandbookTests
{
    private static readonly string Handbook = File.ReadAllText(Path.Combine(Repository.Root, "docs", "catalog-lint.md"));

    [Fact]
    public void Every_rule_has_its_row() => Assert.All(RuleCatalog.All, rule => Assert.Contains(
        $"| [{rule.Id}](lint/{rule.Id}.md) | {rule.Name} | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Title} |\n", Handbook, StringComparison.Ordinal));

    [Fact]
    public void Every_code_that_it_names_exists_and_every_page_that_it_links_is_there()
    {
        string[] known = [.. DiagnosticCodes.All.Select(code => code.Id), .. RuleCatalog.All.Select(rule => rule.Id), .. ChangeCodes.All.Select(code => code.Id)];
        Assert.Subset(known.ToHashSet(), Code().Matches(Handbook).Select(match => match.Value).ToHashSet());
        Assert.All(Link().Matches(Handbook).Select(match => match.Groups[1].Value), link => Assert.True(File.Exists(Path.Combine(Repository.Root, "docs", link)), link));
        Assert.All(ChangeCodes.All, code => Assert.Contains(code.Id, Handbook, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("test")]
    [InlineData("diff")]
    [InlineData("explain")]
    [InlineData("replay")]
    [InlineData("new")]
    [InlineData("schema")]
    public async Task Every_command_and_option_is_told(string command)
    {
        ToolRun help = await ToolRun.InAsync(Repository.Root, command, "--help");
        Assert.Contains(command, Handbook, StringComparison.Ordinal);
        IEnumerable<string> options = Option().Matches(help.Output).Select(match => match.Value).Where(option => option is not "--help" and not "--version");
        Assert.All(options, option => Assert.Contains($"`{option}`", Handbook, StringComparison.Ordinal));
    }

    [GeneratedRegex("MP[0-9]{4}")]
    private static partial Regex Code();

    [GeneratedRegex("\\]\\(([a-z/A-Z0-9.-]+\\.md)\\)")]
    private static partial Regex Link();

    [GeneratedRegex("(?<=\\n  )--[a-z-]+", RegexOptions.Multiline)]
    private static partial Regex Option();
}
