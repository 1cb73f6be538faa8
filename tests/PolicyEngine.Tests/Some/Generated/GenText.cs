using CsCheck;

namespace MissionPolicy.Engine.Tests.Some.Generated;

/// <summary>Texts that YAML readers disagree on, and any other text.</summary>
internal static class GenText
{
    private static readonly Gen<string> Tricky = Gen.OneOf(
        "no", "on", "~", "null", "1e3", "0x1F", "12:30:00", "2026-12-01", ".inf", "a: b", "a #b", "- a", "[a]", "{a}", "&a", "*a", "!a", "'a'", "\"a\"", "a\\b",
        "line\nline", " lead", "trail ", "\ttab", "\u00e9\u4e2d\ud83d\ude00", "\u2028", "\ufeff", "%a", "@a", "`a`", "|", ">", "?", ":", "params.x");

    private static readonly Gen<string> Plain = Gen.String[Gen.Char['\u0001', '\u2fff'], 1, 20].Where(text => !text.Any(char.IsSurrogate));

    public static readonly Gen<string> Any = Gen.Frequency((1, Tricky), (1, Plain)).Where(text => text.Length > 0);
}
