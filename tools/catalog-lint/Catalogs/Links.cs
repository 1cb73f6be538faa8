namespace MissionPolicy.CatalogLint.Catalogs;

/// <summary>Symbolic links. A pull request could name any file of the machine by one, and findings quote lines.</summary>
internal static class Links
{
    /// <summary>Whether a file is reached by a link that leaves a folder. Links inside are fine: mounted configuration is made of them.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="file">A file below it.</param>
    public static bool LeadOut(string folder, string file)
    {
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        for (string? at = Path.GetFullPath(file); at is not null && at.Length > root.Length; at = Path.GetDirectoryName(at))
        {
            FileSystemInfo entry = Directory.Exists(at) ? new DirectoryInfo(at) : new FileInfo(at);
            if (entry.LinkTarget is not null && !IsBelow(root, entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBelow(string root, string? target) => target?.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ?? false;
}
