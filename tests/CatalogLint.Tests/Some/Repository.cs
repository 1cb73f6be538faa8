namespace MissionPolicy.CatalogLint.Tests.Some;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Catalog { get; } = Path.Combine(Root, "catalog");

    public static string Rules { get; } = Path.Combine(Root, "tests", "CatalogLint.Tests", "Rules");

    private static string Find()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "MissionPolicy.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("The tests do not run from a checkout.");
    }
}
