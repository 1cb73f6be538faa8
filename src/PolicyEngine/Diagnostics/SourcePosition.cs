namespace MissionPolicy.Engine.Diagnostics;

/// <summary>Where in the catalog something stands.</summary>
/// <param name="File">The path as the host gave it, with forward slashes; empty for values that no file holds.</param>
/// <param name="Line">The line, from 1; 0 when unknown.</param>
/// <param name="Column">The column, from 1; 0 when unknown.</param>
/// <param name="Path">The place in the document, for example <c>$.step_up[0].require.acr</c>.</param>
public readonly record struct SourcePosition(string File, int Line, int Column, string Path) : IComparable<SourcePosition>
{
    /// <summary>The position of a value that no file holds (built in code, or read back from a stored envelope).</summary>
    public static SourcePosition None { get; } = new(string.Empty, 0, 0, string.Empty);

    /// <summary>Orders by file, line, column, path; ordinal.</summary>
    /// <param name="left">One position.</param>
    /// <param name="right">The other position.</param>
    public static bool operator <(SourcePosition left, SourcePosition right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="op_LessThan(SourcePosition, SourcePosition)"/>
    public static bool operator >(SourcePosition left, SourcePosition right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="op_LessThan(SourcePosition, SourcePosition)"/>
    public static bool operator <=(SourcePosition left, SourcePosition right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="op_LessThan(SourcePosition, SourcePosition)"/>
    public static bool operator >=(SourcePosition left, SourcePosition right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(SourcePosition other)
    {
        int order = string.CompareOrdinal(File, other.File);
        order = order != 0 ? order : Line.CompareTo(other.Line);
        order = order != 0 ? order : Column.CompareTo(other.Column);
        return order != 0 ? order : string.CompareOrdinal(Path, other.Path);
    }

    /// <summary><c>file:line:column</c>, the form that editors and terminals link.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
