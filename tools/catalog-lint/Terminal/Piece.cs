using MissionPolicy.Engine.Diagnostics;
using Spectre.Console;

namespace MissionPolicy.CatalogLint.Terminal;

/// <summary>A text and how it looks. Colour repeats what the words say; it never says anything alone.</summary>
/// <param name="Text">The text.</param>
/// <param name="Style">The look; null for plain.</param>
internal readonly record struct Piece(string Text, Style? Style = null)
{
    public static implicit operator Piece(string text) => new(text);

    public static Piece Bold(string text) => new(text, new Style(decoration: Decoration.Bold));

    public static Piece Dim(string text) => new(text, new Style(decoration: Decoration.Dim));

    public static Piece Good(string text) => new(text, new Style(Color.Green));

    public static Piece Bad(string text) => new(text, new Style(Color.Red, decoration: Decoration.Bold));

    public static Piece Careful(string text) => new(text, new Style(Color.Yellow));

    public static Piece Of(DiagnosticSeverity severity, string text) => severity switch
    {
        DiagnosticSeverity.Error => Bad(text),
        DiagnosticSeverity.Warning => Careful(text),
        _ => new(text, new Style(Color.Blue)),
    };
}
