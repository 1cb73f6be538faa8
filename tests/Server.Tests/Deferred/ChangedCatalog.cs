using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>The sample catalog with some of its lines changed or left out, and without its budgets of questions.</summary>
internal static class ChangedCatalog
{
    /// <summary>Makes a copy; the caller deletes it.</summary>
    /// <param name="change">A line after its change, or null to leave it out.</param>
    public static DirectoryInfo Of(Func<string, string?> change)
    {
        DirectoryInfo target = Directory.CreateTempSubdirectory("catalog-");
        string source = Repository.Path("catalog");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target.FullName, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllLines(copy, File.ReadAllLines(file).Where(line => !line.TrimStart().StartsWith("prompts:", StringComparison.Ordinal)).Select(change).OfType<string>());
        }

        return target;
    }
}
