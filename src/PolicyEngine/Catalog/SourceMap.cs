using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Catalog;

/// <summary>The positions of an entry's members by path (<c>$.authority[0].where.calendar</c>).</summary>
/// <remarks>Two maps are always equal: where something stands is not part of what it means,
/// so entries that differ only in layout compare equal.</remarks>
public sealed class SourceMap : IEquatable<SourceMap>
{
    private readonly Dictionary<string, SourcePosition> positions;

    /// <summary>Makes a map.</summary>
    /// <param name="file">The file.</param>
    /// <param name="positions">The positions by path.</param>
    public SourceMap(string file, IEnumerable<KeyValuePair<string, SourcePosition>> positions)
        : this(new Dictionary<string, SourcePosition>(positions, StringComparer.Ordinal), file)
    {
    }

    // The binder gives its own dictionary away, so that a file's positions are not copied.
    internal SourceMap(Dictionary<string, SourcePosition> positions, string file)
    {
        File = file;
        this.positions = positions;
    }

    /// <summary>The map of an entry that no file holds.</summary>
    public static SourceMap Empty { get; } = new(string.Empty, []);

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The position of a path, or of the nearest enclosing path that has one.</summary>
    /// <param name="path">The path.</param>
    public SourcePosition At(string path)
    {
        for (string at = path; at.Length > 0; at = Parent(at))
        {
            if (positions.TryGetValue(at, out SourcePosition position))
            {
                return position;
            }
        }

        return File.Length == 0 ? SourcePosition.None : new SourcePosition(File, 1, 1, "$");
    }

    /// <inheritdoc/>
    public bool Equals(SourceMap? other) => other is not null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SourceMap;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    private static string Parent(string path)
    {
        int cut = path.LastIndexOfAny(['.', '[']);
        return cut <= 0 ? string.Empty : path[..cut];
    }
}
