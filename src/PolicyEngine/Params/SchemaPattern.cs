using System.Text.RegularExpressions;

namespace MissionPolicy.Engine.Params;

/// <summary>A <c>pattern</c>, matched in time linear in the text.</summary>
public sealed class SchemaPattern
{
    internal SchemaPattern(string source, Regex regex)
    {
        Source = source;
        Regex = regex;
    }

    /// <summary>The pattern as written (ECMA-262).</summary>
    public string Source { get; }

    /// <summary>Whether the pattern speaks about the whole text: it begins with <c>^</c>, ends with <c>$</c>, and has no alternative outside a group.</summary>
    public bool IsAnchored => PatternSyntax.IsAnchored(Source);

    private Regex Regex { get; }

    /// <summary>Whether the pattern matches somewhere in the text.</summary>
    /// <param name="text">The text.</param>
    public bool IsMatch(string text) => Regex.IsMatch(text);
}
