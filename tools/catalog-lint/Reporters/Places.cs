namespace MissionPolicy.CatalogLint.Reporters;

/// <summary>Paths as the reader of a report finds the files.</summary>
internal static class Places
{
    /// <summary>A file of the catalog from where the tool runs.</summary>
    /// <param name="folder">The catalog as named; empty when the files stand on their own.</param>
    /// <param name="file">The file in the catalog.</param>
    public static string InRun(string folder, string file)
    {
        string path = folder.Length == 0 ? file : Path.Combine(folder, file).Replace('\\', '/');
        return path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
    }

    /// <summary>A file as a URI reference: relative to the working folder where it is below it, otherwise absolute.</summary>
    /// <param name="folder">The catalog as named.</param>
    /// <param name="file">The file in the catalog.</param>
    /// <param name="workingDirectory">The working folder.</param>
    public static (string Uri, bool IsRelative) Uri(string folder, string file, string workingDirectory)
    {
        string full = Path.GetFullPath(InRun(folder, file), workingDirectory);
        string relative = Path.GetRelativePath(workingDirectory, full).Replace('\\', '/');
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? (new Uri(full).AbsoluteUri, false)
            : (string.Join('/', relative.Split('/').Select(System.Uri.EscapeDataString)), true);
    }
}
