using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>The article's Mission: Alice lets the assistant schedule a meeting with the engineering team.</summary>
internal static class SomeMission
{
    public const string Subject = "user_1";

    public const string Tenant = "example.com";

    public const string Calendar = "https://calendar-api.example.com";

    public const string Mail = "https://email-api.example.com";

    public const string CrmAs = "https://crm-as.example.com";

    public const string Params = """
        {"calendar":"cal_team01","window":{"from":"2026-12-01T00:00:00Z","to":"2026-12-08T00:00:00Z"},"attendees":["eng-team@example.com"],"note":"weekly"}
        """;

    public static DateTimeOffset Now { get; } = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    public static CompiledPurpose Meeting { get; } = Purpose(SomeYaml.Meeting);

    public static MissionEnvelope Envelope { get; } = EnvelopeOf(Meeting);

    public static CompiledEnvelope Compiled { get; } = CompiledEnvelope.From(Envelope);

    /// <summary>The meeting purpose with one text of its file replaced.</summary>
    public static CompiledPurpose MeetingWith(string old, string replacement) => Purpose(SomeYaml.MeetingWith(old, replacement));

    public static CompiledPurpose Purpose(CatalogSource source) => SomeYaml.Load(source).Match(
        loaded => CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries).Purposes.Values.Single(),
        refused => throw new InvalidOperationException(string.Join('\n', refused.Diagnostics)));

    public static RequestedPurpose Requested(CompiledPurpose purpose, string json = Params)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return new RequestedPurpose
        {
            Client = "assistant",
            Kind = purpose.Entry.Kind,
            Params = document.RootElement.Clone(),
            Application = "ai_assistant",
            Tenant = Tenant,
        };
    }

    public static AppliedContext Applied(CompiledPurpose purpose, string json = Params) => Applied(purpose, Requested(purpose, json));

    public static AppliedContext Applied(CompiledPurpose purpose, RequestedPurpose requested) => ContextApplier.Apply(purpose, requested, Now).Match(
        applied => applied.Context,
        refused => throw new InvalidOperationException(string.Join('\n', refused.Reasons)));

    public static BootstrapFacts Facts(CompiledPurpose purpose, string acr = "phr") => new()
    {
        Context = Applied(purpose),
        SignIn = SignIn(acr),
        Now = Now,
        DeferralAllowed = true,
    };

    public static SignInFacts SignIn(string acr = "phr", TimeSpan? age = null) =>
        new(Subject, acr, ["pwd"], Now - (age ?? TimeSpan.Zero), age is null);

    public static MissionEnvelope EnvelopeOf(CompiledPurpose purpose, string json = Params) => EnvelopeBuilder.Build(purpose, new GoverningInputs
    {
        Context = Applied(purpose, json),
        Subject = Subject,
        Now = Now,
    });

    /// <summary>Reading another event of the approved calendar; inside.</summary>
    public static DiscoveredAction Read { get; } = new()
    {
        Subject = Subject,
        Tenant = Tenant,
        Resource = "calendar.event",
        Operation = "read",
        At = Now + TimeSpan.FromMinutes(1),
        Attributes = CalendarAttributes("cal_team01", Now + TimeSpan.FromDays(1)),
    };

    public static ImmutableArray<AttributeValue> CalendarAttributes(string calendar, DateTimeOffset starts) =>
    [
        new AttributeValue("calendar", FactValue.Text(calendar)),
        new AttributeValue("starts", FactValue.Instant(starts)),
    ];
}
