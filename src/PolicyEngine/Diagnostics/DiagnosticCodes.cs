using System.Collections.Immutable;

namespace MissionPolicy.Engine.Diagnostics;

/// <summary>Every mistake that the catalog language knows. Ids never change their meaning.</summary>
public static class DiagnosticCodes
{
    /// <summary>The file is no YAML.</summary>
    public static DiagnosticCode YamlSyntax { get; } = new("MP1001", "yaml-syntax", "The file is not readable as YAML");

    /// <summary>A key twice.</summary>
    public static DiagnosticCode DuplicateKey { get; } = new("MP1002", "duplicate-key", "A key stands twice in one mapping");

    /// <summary>Anchor or alias.</summary>
    public static DiagnosticCode AnchorOrAlias { get; } = new("MP1003", "anchor-or-alias", "Anchors, aliases and merge keys are not part of the language");

    /// <summary>Tag.</summary>
    public static DiagnosticCode CustomTag { get; } = new("MP1004", "custom-tag", "Tags are not part of the language");

    /// <summary>Tab.</summary>
    public static DiagnosticCode Tab { get; } = new("MP1005", "tab", "A tab or another control character stands in the file");

    /// <summary>Not one document.</summary>
    public static DiagnosticCode OneDocument { get; } = new("MP1006", "one-document", "A file holds exactly one YAML document that is a mapping");

    /// <summary>Too deep or too large.</summary>
    public static DiagnosticCode TooLarge { get; } = new("MP1007", "too-large", "The file is too large or nested too deeply");

    /// <summary>Wrong type.</summary>
    public static DiagnosticCode WrongType { get; } = new("MP1012", "wrong-type", "A value of the wrong type");

    /// <summary>The table, by id.</summary>
    public static ImmutableArray<DiagnosticCode> All { get; } =
    [
        YamlSyntax, DuplicateKey, AnchorOrAlias, CustomTag, Tab, OneDocument, TooLarge, WrongType,
    ];
}
