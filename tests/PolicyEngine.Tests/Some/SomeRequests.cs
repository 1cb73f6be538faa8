using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>The article's Mission with parts that are granted on request, and what clients ask for.</summary>
internal static class SomeRequests
{
    /// <summary>Reading and making events at the start; changing events and sending mail on request.</summary>
    public const string Authority = """
        authority:
          - resource: calendar.event
            at: https://calendar-api.example.com
            operations: [read, create]
            where:
              calendar: { equals: params.calendar }
              starts: { within: params.window }
          - resource: calendar.event
            at: https://calendar-api.example.com
            operations: [update]
            grant: on_request
            where: { calendar: { equals: params.calendar } }
          - resource: mail.message
            at: https://email-api.example.com
            operations: [send]
            grant: on_request
            where: { recipients: { subset_of: params.attendees } }
        never:
        """;

    public static CompiledPurpose Purpose { get; } = SomeMission.Purpose(Source());

    /// <summary>The same entry with one more text replaced.</summary>
    public static Engine.Loading.CatalogSource Source(string old = "version: 3", string replacement = "version: 3")
    {
        string text = SomeYaml.Meeting.Text;
        text = text[..text.IndexOf("authority:", StringComparison.Ordinal)] + Authority + text[(text.IndexOf("never:", StringComparison.Ordinal) + "never:".Length)..];
        Assert.Contains(old, text, StringComparison.Ordinal);
        return SomeYaml.Meeting with { Text = text.Replace(old, replacement, StringComparison.Ordinal) };
    }

    /// <summary>The same entry with other times: bit 0 puts changing events on request,
    /// bit 1 mail. The rest stays at the start, as the loader asks.</summary>
    public static CompiledPurpose WithTimes(int bits) => CompiledCatalog.Compile(Purpose.Vocabulary, [Purpose.Entry with
    {
        Authority = Purpose.Entry.Authority
            .Select((rule, index) => rule with { Grant = index > 0 && (bits & index) != 0 ? GrantTime.OnRequest : GrantTime.AtStart })
            .ToValueArray(),
    }]).Purposes.Values.Single();

    /// <summary>Wishes: <c>class operation operation@server</c>, a dash for what is left out.</summary>
    public static AskedAuthority? Asked(params string[] wishes) => wishes.Length == 0 ? null : new AskedAuthority([.. wishes.Select(wish =>
    {
        string[] parts = wish.Split('@');
        string[] words = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new AskedItem
        {
            Locations = parts.Length > 1 ? [parts[1]] : [],
            Resources = words[0] == "-" ? [] : [words[0]],
            Operations = words.Skip(1).ToSortedSet(),
        };
    })]);

    public static BootstrapFacts Facts(AskedAuthority? asked) => SomeMission.Facts(Purpose) with { Asked = asked };

    public static MissionEnvelope Envelope(AskedAuthority? asked, CompiledPurpose? purpose = null, string json = SomeMission.Params) =>
        EnvelopeBuilder.Build(
        purpose ?? Purpose, new GoverningInputs { Context = SomeMission.Applied(purpose ?? Purpose, json), Subject = SomeMission.Subject, Now = SomeMission.Now, Asked = asked });

    /// <summary>What an envelope holds, <c>class.operation</c>.</summary>
    public static string Held(MissionEnvelope envelope) => string.Join(' ', envelope.Grants.SelectMany(grant =>
        envelope.Held(grant).Select(operation => $"{grant.Resource}.{operation}")).Order(StringComparer.Ordinal));

    public static string Words(IEnumerable<EnvelopeGrant> grants) =>
        string.Join(' ', grants.SelectMany(grant => grant.Operations.Select(operation => $"{grant.Resource}.{operation}")));

    public static AppliedValues Stored(CompiledPurpose? purpose = null) => new()
    {
        Client = "assistant",
        Application = "ai_assistant",
        Tenant = SomeMission.Tenant,
        ParamsJson = SomeMission.Applied(purpose ?? Purpose).ParamsJson,
        Subject = SomeMission.Subject,
    };
}
