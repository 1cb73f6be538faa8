namespace MissionPolicy.CatalogLint.Tests.Some;

/// <summary>A working folder with a copy of the sample catalog in <c>catalog/</c>.</summary>
internal sealed class TemporaryCatalog : IDisposable
{
    public TemporaryCatalog()
    {
        Folder = Directory.CreateTempSubdirectory("catalog-lint-").FullName;
        foreach (string file in Directory.EnumerateFiles(Repository.Catalog, "*.yaml", SearchOption.AllDirectories))
        {
            Write(Path.Combine("catalog", Path.GetRelativePath(Repository.Catalog, file)), File.ReadAllText(file));
        }
    }

    /// <summary>The working folder.</summary>
    public string Folder { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public Task<ToolRun> RunAsync(params string[] args) => ToolRun.InAsync(Folder, args);

    public void Write(string path, string text)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Put(file, text);
    }

    /// <summary>Changes an entry.</summary>
    public void Replace(string old, string replacement, string entry = "schedule-meeting")
    {
        string file = Path.Combine(Folder, "catalog", "purposes", entry + ".yaml");
        string text = File.ReadAllText(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        Put(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    // In one step: whoever watches sees the old text or the new one, never half of it.
    private void Put(string file, string text)
    {
        string beside = Folder + ".new";
        File.WriteAllText(beside, text);
        File.Move(beside, file, overwrite: true);
    }
}
