using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Findings;

/// <summary>One thing to tell, at its place.</summary>
internal sealed record Finding
{
    /// <summary>The code of the check or rule, for example <c>MP1010</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How grave it is.</summary>
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>Where; always a file, a line and a column.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>The cause.</summary>
    public required string Message { get; init; }

    /// <summary>The cure.</summary>
    public required string Help { get; init; }

    /// <summary>The line, and a mark below it; empty where there is none.</summary>
    public string Excerpt { get; init; } = string.Empty;

    /// <summary>Why the author chose to live with it; null for a finding that counts.</summary>
    public string? Accepted { get; init; }

    /// <summary>The severity as a word.</summary>
    public string Word => Severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "note" };

    public static Finding Of(CatalogDiagnostic diagnostic) => new()
    {
        Id = diagnostic.Code.Id,
        Severity = diagnostic.Severity,
        Position = diagnostic.Position,
        Message = diagnostic.Message,
        Help = diagnostic.Help,
        Excerpt = diagnostic.Excerpt,
    };
}
