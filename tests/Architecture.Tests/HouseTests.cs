using System.Reflection;
using System.Text.RegularExpressions;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Architecture.Tests;

/// <summary>The rules of the house, checked.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] BannedFolders = ["Helpers", "Utils", "Common", "Services", "Managers", "Core"];
    internal static readonly string Root = FindRoot();

    // What the validator of params hands out in its types.
    private static readonly string[] Packages = ["YamlDotNet", "JsonSchema.Net", "JsonPointer.Net"];

    [Fact]
    public void The_engine_refers_to_the_base_libraries_the_YAML_parser_and_the_validator_of_params_only()
    {
        IEnumerable<string?> others = typeof(Boundary).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name)
            .Where(name => !Packages.Contains(name) && !name!.StartsWith("System", StringComparison.Ordinal));
        Assert.Empty(others);
        Assert.DoesNotContain(typeof(Boundary).Assembly.GetReferencedAssemblies(), reference => reference.Name!.StartsWith("System.Net", StringComparison.Ordinal));
    }

    [Fact]
    public void Public_classes_of_the_engine_are_sealed_or_closed()
    {
        IEnumerable<string?> open = typeof(Boundary).Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsSealed: false } && !IsClosed(type))
            .Select(type => type.FullName);
        Assert.Empty(open);
    }

    [Fact]
    public void Public_properties_of_the_engine_cannot_be_changed()
    {
        IEnumerable<string> changeable = typeof(Boundary).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(property => property.SetMethod is { IsPublic: true } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)))
            .Select(property => $"{property.DeclaringType}.{property.Name}");
        Assert.Empty(changeable);
    }

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        Assert.DoesNotContain(SourceFiles(), file => File.ReadLines(file).Count() > 300);
    }

    [Fact]
    public void No_folder_has_a_name_that_says_nothing()
    {
        Assert.DoesNotContain(SourceFiles(), file => Path.GetRelativePath(Root, file).Split('/').Intersect(BannedFolders, StringComparer.OrdinalIgnoreCase).Any());
    }

    [Fact]
    public void The_namespace_is_the_folder()
    {
        (string Folder, string Namespace)[] rooms = 
        [
            ("src/PolicyEngine", "MissionPolicy.Engine"), ("src/PolicyEngine.NRules", "MissionPolicy.Engine.NRules"),
            ("src/Server", "MissionPolicy.Server"), ("tools/catalog-lint", "MissionPolicy.CatalogLint"),
            ("bench/Engine.Bench", "MissionPolicy.Engine.Bench"), ("tests/PolicyEngine.Tests", "MissionPolicy.Engine.Tests"),
            ("tests/Params.Hostile", "MissionPolicy.Params.Hostile"),
            ("tests/Server.Tests", "MissionPolicy.Server.Tests"), ("tests/CatalogLint.Tests", "MissionPolicy.CatalogLint.Tests"),
            ("tests/Storage.Tests", "MissionPolicy.Storage.Tests"), ("tests/Architecture.Tests", "MissionPolicy.Architecture.Tests"),
        ];
        foreach ((string folder, string prefix) in rooms)
        {
            string root = Path.Combine(Root, folder);
            foreach (string file in SourceFiles().Where(file => file.StartsWith(root + "/", StringComparison.Ordinal)))
            {
                string path = Path.GetDirectoryName(Path.GetRelativePath(root, file))!;
                string expected = path.Length == 0 ? prefix : $"{prefix}.{path.Replace('/', '.')}";
                Match declared = Namespace().Match(File.ReadAllText(file));
                Assert.True(!declared.Success || declared.Groups[1].Value == expected, $"{file}: {declared.Groups[1].Value}");
            }
        }
    }

    [Fact]
    public void Every_path_that_the_README_names_is_there()
    {
        IEnumerable<string> named = BacktickedPath().Matches(File.ReadAllText(Path.Combine(Root, "README.md"))).Select(match => match.Groups[1].Value);
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, path => !Path.Exists(Path.Combine(Root, path)));
    }

    // A closed record has a private constructor and its cases inside; an exception may be caught by its own name.
    internal static bool IsClosed(Type type) =>
        type.IsAbstract && type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).All(c => c.IsPrivate || c.IsFamily);

    internal static IEnumerable<string> SourceFiles() => Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "MissionPolicy.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("The tests do not run from a checkout.");
    }

    [GeneratedRegex("^namespace ([\\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("`((?:src|docs|tests|catalog|tools)/[\\w./-]+)`")]
    private static partial Regex BacktickedPath();
}
