using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Tests.Diagnostics;

public sealed class DiagnosticCodesTests
{
    [Fact]
    public void Every_code_has_a_page_that_names_it_and_every_page_a_code()
    {
        string root = Root();
        string[] pages = [.. Directory.GetFiles(Path.Combine(root, "docs", "checks"), "MP*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!];

        Assert.Equal(DiagnosticCodes.All.Select(static c => c.Id), pages);
        Assert.All(DiagnosticCodes.All, code => Assert.StartsWith($"# {code.Id} {code.Name}\n\n{code.Title}.\n", File.ReadAllText(Path.Combine(root, code.DocPage)), StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_holds_every_code_once_and_in_order()
    {
        int declared = typeof(DiagnosticCodes).GetProperties().Count(static p => p.PropertyType == typeof(DiagnosticCode));

        Assert.Equal(declared, DiagnosticCodes.All.Length);
        Assert.Equal(DiagnosticCodes.All.Select(static c => c.Id).Distinct().Order(StringComparer.Ordinal), DiagnosticCodes.All.Select(static c => c.Id));
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MissionPolicy.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
