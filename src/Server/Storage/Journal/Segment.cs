using System.Collections.Immutable;
using System.Globalization;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>A file of frames, named by the first number in it.</summary>
/// <param name="First">That number.</param>
/// <param name="Path">The file.</param>
internal sealed record Segment(long First, string Path)
{
    /// <summary>The segment that begins with a number.</summary>
    /// <param name="directory">Where it lies.</param>
    /// <param name="extension">What kind, with the dot.</param>
    /// <param name="first">The number.</param>
    public static Segment Named(string directory, string extension, long first) =>
        new(first, System.IO.Path.Combine(directory, first.ToString("D20", CultureInfo.InvariantCulture) + extension));

    /// <summary>The segments of a directory in order.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="extension">What kind, with the dot.</param>
    public static ImmutableArray<Segment> List(string directory, string extension) =>
        [
            .. Directory.EnumerateFiles(directory, "*" + extension)
                .Select(static path => (Path: path, Name: System.IO.Path.GetFileNameWithoutExtension(path)))
                .Where(static file => file.Name.Length == 20 && file.Name.All(char.IsAsciiDigit))
                .Select(static file => new Segment(long.Parse(file.Name, NumberStyles.None, CultureInfo.InvariantCulture), file.Path))
                .OrderBy(static segment => segment.First),
        ];
}
