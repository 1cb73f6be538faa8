using System.Globalization;
using System.Text;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Server.Catalogs;

/// <summary>Diagnostics as a person reads them in a terminal or a log.</summary>
internal static class DiagnosticText
{
    public static string Of(IEnumerable<CatalogDiagnostic> diagnostics)
    {
        StringBuilder text = new();
        foreach (CatalogDiagnostic diagnostic in diagnostics)
        {
            text.Append(CultureInfo.InvariantCulture, $"{diagnostic.Position.File}:{diagnostic.Position.Line}:{diagnostic.Position.Column} {diagnostic.Code.Id} {diagnostic.Message} ({diagnostic.Position.Path})\n");
            foreach (string line in diagnostic.Excerpt.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                text.Append("    ").Append(line).Append('\n');
            }

            text.Append("    ").Append(diagnostic.Help).Append('\n');
        }

        return text.ToString();
    }
}
