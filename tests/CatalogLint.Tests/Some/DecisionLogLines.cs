using System.Text.Json;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Tests.Some;

/// <summary>Lines as the server writes them (docs/decision-log.md), decided by the sample catalog.</summary>
internal static class DecisionLogLines
{
    public static readonly DateTimeOffset Start = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    private const string Meeting = """{"calendar":"cal_team01","window":{"from":"2026-12-01T00:00:00Z","to":"2026-12-08T00:00:00Z"},"attendees":["eng-team@example.com"]}""";

    /// <summary>One decision about a meeting Mission.</summary>
    /// <param name="missionRef">The Mission.</param>
    /// <param name="action">The action, as in a case.</param>
    /// <param name="standing">What the host knew.</param>
    public static string Line(string missionRef, string action, MissionStandings standing = MissionStandings.Good) =>
        Line("https://assistant.example.com/purposes/schedule-meeting", Meeting, missionRef, action, standing);

    /// <summary>One decision about a Mission that got all that its purpose can give.</summary>
    public static string LineOfAll(string kind, string parameters, string missionRef, string action) => Line(
        kind, parameters, missionRef, action, MissionStandings.Good, purpose => AskedAuthority.Ceiling(purpose.Entry, purpose.Vocabulary));

    /// <summary>One decision.</summary>
    public static string Line(
        string kind, string parameters, string missionRef, string action, MissionStandings standing, Func<CompiledPurpose, AskedAuthority>? asks = null)
    {
        CompiledCatalog catalog = CatalogLoader.Load(Catalogs.CatalogFolder.Read(Repository.Catalog)).Match(
            loaded => CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries), _ => throw new InvalidOperationException());
        CompiledPurpose purpose = catalog.Purpose(kind)!;
        MissionEnvelope envelope = Envelope(purpose, parameters, asks?.Invoke(purpose));
        JsonElement json = JsonElement.Parse(action);
        Assert.Null(ActionReader.TryRead(json, catalog.Vocabulary, new ActionDefaults(envelope.Subject, envelope.Tenant, Start.AddMinutes(1)), out DiscoveredAction? asked));
        string decision = DecisionJson.Write(Boundary.Decide(CompiledEnvelope.From(envelope), asked!, standing));
        string at = $$"""{"subject":"user_1","tenant":"example.com","at":"2026-12-01T09:01:00Z",{{action[1..]}}""";
        return $$"""{"id":"ev_{{missionRef}}","time":"2026-12-01T09:01:00Z","question":"boundary","kind":"{{kind}}","catalog_digest":"{{catalog.Digest}}","mission_ref":"{{missionRef}}","envelope":{{EnvelopeJson.Write(envelope)}},"action":{{at}},"decision":{{decision}}}""";
    }

    private static MissionEnvelope Envelope(CompiledPurpose purpose, string parameters, AskedAuthority? asks)
    {
        RequestedPurpose requested = new()
        {
            Client = purpose.Entry.Allowed.Clients[0],
            Kind = purpose.Entry.Kind,
            Params = JsonElement.Parse(parameters),
            Application = purpose.Entry.Allowed.Applications[0],
            Tenant = purpose.Entry.Allowed.Tenants[0],
        };
        return ContextApplier.Apply(purpose, requested, Start).Match(
            applied => EnvelopeBuilder.Build(purpose, new GoverningInputs { Context = applied.Context, Subject = "user_1", Now = Start, Asked = asks }),
            refused => throw new InvalidOperationException(refused.Reasons[0].Detail));
    }
}
