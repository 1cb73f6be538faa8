using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary>Reads the server's export of live Missions. A line that cannot be read
/// stops the run: an answer without it would be wrong.</summary>
internal static class MissionsFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="host">Where it lies.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="CouldNotRunException">There is no such file, or a line of it cannot be read.</exception>
    public static ImmutableArray<LiveMissionLine> Read(ToolHost host, string path)
    {
        string file = host.Resolve(path);
        return !File.Exists(file)
            ? throw new CouldNotRunException($"There is no file {path}.")
            : [.. File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1)).Where(line => line.Text.Length > 0).Select(line => Line(path, line.Number, line.Text))];
    }

    private static LiveMissionLine Line(string path, int number, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement json = document.RootElement;
            string start = Text(json, "started_at");
            return new LiveMissionLine(
                Text(json, "mission_ref"),
                Text(json, "purpose_kind"),
                new AppliedValues
                {
                    Client = Text(json, "client_id"),
                    Application = Optional(json, "application"),
                    Tenant = Text(json, "tenant"),
                    ParamsJson = Params(json),
                    ExpiresAt = Optional(json, "asked_end") is { } asked ? Time(asked) : null,
                    MaxDuration = json.TryGetProperty("asked_seconds", out JsonElement seconds) ? TimeSpan.FromSeconds(seconds.GetInt64()) : null,
                    Subject = string.Empty,
                },
                Time(start),
                Time(Text(json, "expires_at")))
            {
                Actor = Optional(json, "actor"),
                IsProvisional = json.TryGetProperty("mission_provisional", out JsonElement provisional) && provisional.GetBoolean(),
            };
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CouldNotRunException($"{path}, line {number}: {broken.Message}");
        }
    }

    private static string Params(JsonElement json) => json.GetProperty("params") is { ValueKind: JsonValueKind.Object } given
        ? given.GetRawText()
        : throw new FormatException("`params` is not an object");

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new FormatException($"`{name}` is null");

    private static string? Optional(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement member) ? member.GetString() : null;

    private static DateTimeOffset Time(string text) =>
        FactText.TryInstant(text, out DateTimeOffset time) ? time : throw new FormatException($"`{text}` is no date-time with an offset");
}
