using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.CatalogLint.Rules;
using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Rules;

/// <summary>Every rule has a page, a catalog that it speaks about and one that it does not, and says the same thing each time.</summary>
public sealed class RuleCatalogTests
{
    public static TheoryData<string> Ids => [.. RuleCatalog.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_bad_catalog_yields_exactly_this_rule_at_a_place(string id)
    {
        LintReport report = RuleFixture.Judge(FolderOf(id), "bad");
        Assert.Equal([id], report.Open.Select(finding => finding.Id).Distinct());
        Assert.All(report.Findings, finding => Assert.True(finding.Position is { Line: > 0, Column: > 0, File.Length: > 0 } && finding.Help.Length > 0 && finding.Message.EndsWith('.')));
        Assert.All(report.Open, finding => Assert.Equal(RuleCatalog.Find(id)!.Severity, finding.Severity));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_good_catalog_yields_nothing(string id) =>
        Assert.Empty(RuleFixture.Judge(FolderOf(id), "good").Open.Select(Say));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_names_the_rule_and_shows_what_is_bad_and_what_is_good(string id)
    {
        LintRule rule = RuleCatalog.Find(id)!;
        string page = File.ReadAllText(Path.Combine(Repository.Root, rule.DocPage));
        Assert.StartsWith($"# {rule.Id} {rule.Name}\n\n{rule.Title}.\n\nSeverity: {new Finding { Id = id, Severity = rule.Severity, Position = default, Message = "", Help = "" }.Word}.\n", page, StringComparison.Ordinal);
        Assert.All(new[] { "\n## Why\n", "\n## Bad\n", "\n## Good\n" }, part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_list_holds_every_rule_once_and_in_order()
    {
        Type[] declared = [.. typeof(RuleCatalog).Assembly.GetTypes().Where(type => type.Name.EndsWith("Rule", StringComparison.Ordinal) && type.GetProperty("Rule") is not null)];
        Assert.Equal(declared.Length, RuleCatalog.All.Length);
        Assert.Equal(RuleCatalog.All.Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal), RuleCatalog.All.Select(rule => rule.Id));
        Assert.All(RuleCatalog.All, rule => Assert.True(rule.OfEntry is null || rule.OfCatalog is null));
    }

    [Fact]
    public void Every_page_belongs_to_a_rule_and_every_folder_to_one()
    {
        Assert.Equal(
            RuleCatalog.All.Select(rule => rule.Id),
            Directory.GetFiles(Path.Combine(Repository.Root, "docs", "lint"), "MP*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        string[] folders = [.. Directory.GetDirectories(Path.Combine(Repository.Root, "tools", "catalog-lint", "Rules")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.Equal(RuleCatalog.All.Length, folders.Length);
        Assert.Equal(folders, Directory.GetDirectories(Repository.Rules).Select(Path.GetFileName).Where(name => name != "vocabulary").Order(StringComparer.Ordinal));
    }

    private static string Say(Finding finding) => $"{finding.Position}: {finding.Id}: {finding.Message}";

    // The folder is called like the rule: `no-cases` stands in NoCases.
    private static string FolderOf(string id) => Path.Combine(Repository.Rules, string.Concat(RuleCatalog.Find(id)!.Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
}
