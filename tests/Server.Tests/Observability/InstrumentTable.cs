using System.Text.RegularExpressions;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>The table of instruments in docs/operations.md.</summary>
internal static partial class InstrumentTable
{
    /// <summary>Its rows.</summary>
    public static IReadOnlyList<Row> Read() =>
    [
        .. File.ReadLines(Repository.Path("docs", "operations.md"))
            .Where(line => line.StartsWith("| `mission_policy.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
            .Select(cells => new Row(Words(cells[0]).Single(), cells[1], Words(cells[2]).Single(), [.. Words(cells[3])], cells[4])),
    ];

    private static IEnumerable<string> Words(string cell) => Word().Matches(cell).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Word();

    /// <summary>One row.</summary>
    public sealed record Row(string Name, string Kind, string Unit, IReadOnlyList<string> Tags, string Meaning);
}
