using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint;

/// <summary>One thing to tell, at its place.</summary>
/// <param name="Id">The code of the rule, for example <c>MP1010</c>.</param>
/// <param name="Severity">How bad it is: <c>error</c>, <c>warning</c> or <c>note</c>.</param>
/// <param name="Position">Where.</param>
/// <param name="Message">The cause.</param>
/// <param name="Help">The cure.</param>
/// <param name="Excerpt">The line, and a mark below it; empty where there is none.</param>
internal sealed record Finding(string Id, string Severity, SourcePosition Position, string Message, string Help, string Excerpt)
{
    /// <summary>The code of a case that is not decided as its author expects.</summary>
    public const string CaseFails = "MP1900";

    public static Finding Of(CatalogDiagnostic diagnostic) => new(
        diagnostic.Code.Id,
        diagnostic.Severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "note" },
        diagnostic.Position,
        diagnostic.Message,
        diagnostic.Help,
        diagnostic.Excerpt);
}
