using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Bench;

/// <summary>The sample catalog, and catalogs of any size made of its first purpose.</summary>
internal static class BenchCatalog
{
    public const string Kind = "https://assistant.example.com/purposes/schedule-meeting";

    public const string ParamsJson = """
        {"calendar":"cal_team01","window":{"from":"2026-12-01T00:00:00Z","to":"2026-12-08T00:00:00Z"},"attendees":["eng-team@example.com","a@example.com","b@example.com"]}
        """;

    public static DateTimeOffset Now { get; } = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The vocabulary and the given number of purposes, as files.</summary>
    public static ImmutableArray<CatalogSource> Sources(int purposes)
    {
        string root = Path.Combine(Root(), "catalog");
        string entry = File.ReadAllText(Path.Combine(root, "purposes", "schedule-meeting.yaml"));
        return
        [
            .. Directory.EnumerateFiles(Path.Combine(root, "vocabulary")).Order(StringComparer.Ordinal)
                .Select(file => new CatalogSource("vocabulary/" + Path.GetFileName(file), File.ReadAllText(file))),
            .. Enumerable.Range(0, purposes).Select(
                index => new CatalogSource($"purposes/p{index}.yaml", index == 0 ? entry : Copy(entry, index))),
        ];
    }

    /// <summary>The vocabulary and the given number of purposes, made of the sample entries in turn.</summary>
    public static ImmutableArray<CatalogSource> Mixed(int purposes)
    {
        string root = Path.Combine(Root(), "catalog");
        string[] entries = [.. Directory.EnumerateFiles(Path.Combine(root, "purposes")).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        return
        [
            .. Sources(0),
            .. Enumerable.Range(0, purposes).Select(
                index => new CatalogSource($"purposes/p{index}.yaml", Numbered(entries[index % entries.Length], index))),
        ];
    }

    public static CompiledCatalog Load(int purposes) => Load(Sources(purposes));

    public static CompiledCatalog Load(ImmutableArray<CatalogSource> sources) => Load(sources, EnvelopeShapes.Compiled);

    public static CompiledCatalog Load(ImmutableArray<CatalogSource> sources, EnvelopeShapes shapes) => CatalogLoader.Load(sources).Match(
        loaded => CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries, shapes),
        refused => throw new InvalidOperationException(refused.Diagnostics[0].Message));

    public static BootstrapFacts Facts(CompiledPurpose purpose) => new()
    {
        Context = Applied(purpose),
        SignIn = new SignInFacts("user_1", "phr", ["hwk"], Now, InThisInteraction: true),
        Now = Now,
        Answer = UserAnswer.Approved,
    };

    public static MissionEnvelope Envelope(CompiledPurpose purpose) =>
        EnvelopeBuilder.Build(purpose, new GoverningInputs { Context = Applied(purpose), Subject = "user_1", Now = Now });

    public static DiscoveredAction Inside { get; } = new()
    {
        Subject = "user_1",
        Tenant = "example.com",
        Resource = "calendar.event",
        Operation = "create",
        At = Now + TimeSpan.FromMinutes(1),
        Attributes =
        [
            new AttributeValue("calendar", FactValue.Text("cal_team01")),
            new AttributeValue("starts", FactValue.Instant(Now + TimeSpan.FromDays(1))),
        ],
    };

    public static AppliedContext Applied(CompiledPurpose purpose)
    {
        using JsonDocument document = JsonDocument.Parse(ParamsJson);
        RequestedPurpose requested = new()
        {
            Client = "assistant", Kind = purpose.Entry.Kind, Params = document.RootElement, Application = "ai_assistant", Tenant = "example.com",
        };
        return ContextApplier.Apply(purpose, requested, Now).Match(
            applied => applied.Context,
            refused => throw new InvalidOperationException(refused.Reasons[0].Code));
    }

    private static string Copy(string entry, int index)
    {
        string number = index.ToString(CultureInfo.InvariantCulture);
        return entry
            .Replace(Kind, $"{Kind}-{number}", StringComparison.Ordinal)
            .Replace("title: Schedule a meeting", $"title: Schedule meeting number {number}", StringComparison.Ordinal);
    }

    // Kind and title have to differ; both stand at the start of a line.
    private static string Numbered(string entry, int index)
    {
        string number = index.ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> lines = entry.Split('\n').Select(line =>
            line.StartsWith("kind: ", StringComparison.Ordinal) ? $"{line}-{number}"
            : line.StartsWith("title: ", StringComparison.Ordinal) ? $"{line} number {number}"
            : line);
        return string.Join('\n', lines);
    }

    private static string Root()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "MissionPolicy.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("The benchmarks do not run from a checkout.");
    }
}
