namespace MissionPolicy.Storage.Tests;

internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("store-").FullName;

    public string CopyTo(TemporaryDirectory other, string name)
    {
        string target = System.IO.Path.Combine(other.Path, name);
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            string copy = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            using FileStream from = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream to = File.Create(copy);
            from.CopyTo(to);
        }

        return target;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
