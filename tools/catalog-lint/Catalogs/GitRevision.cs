using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Catalogs;

/// <summary>The catalog of a git revision, read from git's own objects.</summary>
/// <remarks>Not by <c>git archive</c>: a pull request could take files out of that with <c>export-ignore</c> in <c>.gitattributes</c>.</remarks>
internal static class GitRevision
{
    /// <summary>Reads a catalog.</summary>
    /// <param name="at">A folder in the repository.</param>
    /// <param name="revision">A commit, branch or tag.</param>
    /// <param name="folder">The catalog's path from <paramref name="at"/>.</param>
    /// <exception cref="CouldNotRunException">git does not run, or there is no such revision or folder in it.</exception>
    public static ImmutableArray<CatalogSource> Read(string at, string revision, string folder)
    {
        string commit = Encoding.UTF8.GetString(Git.Run(at, ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], null)
            ?? throw new CouldNotRunException($"{revision} is neither a folder nor a git revision here.")).Trim();
        string prefix = folder.Replace('\\', '/').TrimEnd('/');
        byte[] listing = Git.Run(at, ["ls-tree", "-r", "-z", $"{commit}:./{prefix}"], null)
            ?? throw new CouldNotRunException($"The revision {revision} has no folder {prefix}.");
        (string Id, string Path)[] files = [.. Entries(listing).Where(file => IsCatalog(file.Path))];
        byte[] batch = Encoding.ASCII.GetBytes(string.Concat(files.Select(file => file.Id + "\n")));
        byte[] contents = Git.Run(at, ["cat-file", "--batch"], batch) ?? throw new CouldNotRunException("git cannot read the files of the catalog.");
        return [.. Texts(contents, files).OrderBy(source => source.Path, StringComparer.Ordinal)];
    }

    private static bool IsCatalog(string path) =>
        CatalogFolder.IsYaml(path)
        && (path.StartsWith("purposes/", StringComparison.Ordinal) || path.StartsWith("vocabulary/", StringComparison.Ordinal));

    // <mode> SP <type> SP <object> TAB <path> NUL; symbolic links and submodules are no catalog files.
    private static IEnumerable<(string Id, string Path)> Entries(byte[] listing)
    {
        foreach (string line in Encoding.UTF8.GetString(listing).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            string[] words = line[..tab].Split(' ');
            if (words is ["100644" or "100755", "blob", var id])
            {
                yield return (id, line[(tab + 1)..]);
            }
        }
    }

    // <object> SP <type> SP <size> LF <contents> LF
    private static IEnumerable<CatalogSource> Texts(byte[] contents, (string Id, string Path)[] files)
    {
        int at = 0;
        foreach ((_, string path) in files)
        {
            int end = Array.IndexOf(contents, (byte)'\n', at);
            string[] words = Encoding.ASCII.GetString(contents, at, end - at).Split(' ');
            int size = int.Parse(words[^1], CultureInfo.InvariantCulture);
            yield return new CatalogSource(path, Encoding.UTF8.GetString(contents, end + 1, size));
            at = end + 1 + size + 1;
        }
    }
}
