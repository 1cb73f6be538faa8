namespace MissionPolicy.Engine.Diagnostics;

/// <summary>One finding in the catalog: place, cause and cure.</summary>
public sealed record CatalogDiagnostic
{
    /// <summary>The row of <see cref="DiagnosticCodes"/>.</summary>
    public required DiagnosticCode Code { get; init; }

    /// <summary>How grave it is.</summary>
    public DiagnosticSeverity Severity { get; init; } = DiagnosticSeverity.Error;

    /// <summary>The cause, as a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The cure, as a sentence.</summary>
    public required string Help { get; init; }

    /// <summary>The place.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>The line of the file and a caret under the column; empty when there is no such line.</summary>
    public string Excerpt { get; init; } = string.Empty;

    /// <summary>The word that was probably meant, or null.</summary>
    public string? Suggestion { get; init; }

    /// <summary><c>file:line:column: error MP1001: message</c>, the form that editors and terminals link.</summary>
    public override string ToString() => $"{Position}: {Word(Severity)} {Code.Id}: {Message}";

    private static string Word(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
