using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>File operations that are on disk when they return, with no access for other users.</summary>
internal static class DurableFile
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Creates a directory that only the owner may enter; an existing one is closed to others, and the owner's own access stays as it is.</summary>
    /// <param name="path">The directory.</param>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        string full = Path.GetFullPath(path);
        string? parent = Path.GetDirectoryName(full);
        if (parent is not null && !Directory.Exists(parent))
        {
            CreateDirectory(parent);
        }

        if (!Directory.Exists(full))
        {
            Directory.CreateDirectory(full, OwnerDirectory);
        }

        File.SetUnixFileMode(full, File.GetUnixFileMode(full) & OwnerDirectory);
        FlushDirectory(parent ?? full);
    }

    /// <summary>Opens or creates a file that only the owner may read. A new name is durable after <see cref="FlushDirectory"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">How to open it.</param>
    /// <param name="share">What others may do meanwhile.</param>
    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (mode != FileMode.Open && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(path, options);
    }

    /// <summary>Takes away other users' access to a file that a library created.</summary>
    /// <param name="path">The file.</param>
    public static void CloseToOthers(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerFile);
        }
    }

    /// <summary>Replaces the content of a file: afterwards it is the old or the new, never a mixture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">The new content.</param>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string temporary = path + ".new";
        using (FileStream stream = Open(temporary, FileMode.Create, FileShare.None))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        FlushDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Forces a closed file to disk; an absent one is fine.</summary>
    /// <param name="path">The file.</param>
    public static void Flush(string path)
    {
        if (File.Exists(path))
        {
            using FileStream stream = Open(path, FileMode.Open, FileShare.ReadWrite);
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>Forces names in a directory to disk. Windows does that with the file.</summary>
    /// <param name="path">The directory.</param>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET opens no directories, and a new or renamed file is lost with the power until its directory is flushed.
        int descriptor = NativeMethods.Open(Encoding.UTF8.GetBytes(path + '\0'), 0);
        if (descriptor < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Cannot open the directory {path}.");
        }

        using SafeFileHandle handle = new(descriptor, ownsHandle: true);
        if (NativeMethods.Flush(descriptor) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Cannot flush the directory {path}.");
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open(byte[] path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Flush(int descriptor);
    }
}
