using System.Text.RegularExpressions;

namespace MissionPolicy.Architecture.Tests;

/// <summary>Which room may know which, and that what is named is there.</summary>
public sealed partial class RoomTests
{
    [Fact]
    public void The_engine_names_no_package_but_the_YAML_parser_and_the_validator_of_params()
    {
        string project = File.ReadAllText(Path.Combine(HouseTests.Root, "src", "PolicyEngine", "PolicyEngine.csproj"));
        Assert.Equal(
            ["JsonSchema.Net", "YamlDotNet", "Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.CodeAnalysis.PublicApiAnalyzers"],
            Package().Matches(project).Select(match => match.Groups[1].Value));
        Assert.DoesNotContain("<ProjectReference", project, StringComparison.Ordinal);
    }

    [Fact]
    public void NRules_is_in_a_room_of_its_own_that_the_host_the_tests_and_the_benchmarks_may_refer_to()
    {
        (string File, string Text)[] projects = [.. Directory.EnumerateFiles(HouseTests.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(HouseTests.Root, file), File.ReadAllText(file)))];
        Assert.Equal(
            ["src/PolicyEngine.NRules/PolicyEngine.NRules.csproj"],
            projects.Where(project => Package().Matches(project.Text).Any(match => match.Groups[1].Value.StartsWith("NRules", StringComparison.Ordinal)))
                .Select(project => project.File));
        string[] users =
        [
            .. projects.Where(project => project.Text.Contains("PolicyEngine.NRules.csproj", StringComparison.Ordinal)).Select(project => project.File),
        ];
        Assert.NotEmpty(users);
        Assert.DoesNotContain(users, file => file != "src/Server/Server.csproj"
            && !file.StartsWith("tests/", StringComparison.Ordinal) && !file.StartsWith("bench/", StringComparison.Ordinal));
    }

    [Fact]
    public void The_linter_refers_to_the_engine_and_not_to_the_host() => Assert.DoesNotContain(
        "Server.csproj", File.ReadAllText(Path.Combine(HouseTests.Root, "tools", "catalog-lint", "CatalogLint.csproj")), StringComparison.Ordinal);

    [Fact]
    public void The_wire_knows_no_room_but_itself() => Assert.DoesNotContain(
        Using("src/Server/Protocol"), use => use.Namespace.StartsWith("MissionPolicy.Server", StringComparison.Ordinal)
            && !use.Namespace.StartsWith("MissionPolicy.Server.Protocol", StringComparison.Ordinal));

    [Fact]
    public void A_store_is_named_by_nobody_but_the_storage_room() => Assert.DoesNotContain(
        Using("src/Server"), use => use.Namespace.StartsWith("MissionPolicy.Server.Storage.", StringComparison.Ordinal)
            && use.Namespace is not "MissionPolicy.Server.Storage.Cells"
            && !use.File.StartsWith("src/Server/Storage/", StringComparison.Ordinal)
            && !use.File.StartsWith("src/Server/Configuration/", StringComparison.Ordinal));

    [Fact]
    public void Every_path_that_the_documents_name_is_there()
    {
        IEnumerable<string> documents = Directory.EnumerateFiles(Path.Combine(HouseTests.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(HouseTests.Root, "CONTRIBUTING.md"));
        string[] named = [.. documents.SelectMany(file => BacktickedPath().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct()];
        Assert.True(named.Length > 20, $"only {named.Length} paths are named");
        Assert.DoesNotContain(named, path => !Path.Exists(Path.Combine(HouseTests.Root, path)));
    }

    private static IEnumerable<(string File, string Namespace)> Using(string folder) => HouseTests.SourceFiles()
        .Select(file => Path.GetRelativePath(HouseTests.Root, file))
        .Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal))
        .SelectMany(file => UsingLine().Matches(File.ReadAllText(Path.Combine(HouseTests.Root, file))).Select(match => (file, match.Groups[1].Value)));

    [GeneratedRegex("<PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex Package();

    [GeneratedRegex("^using (?:static )?(?:\\w+ = )?([\\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex("`((?:src|docs|tests|catalog|tools|bench)/[\\w./-]+)`")]
    private static partial Regex BacktickedPath();
}
