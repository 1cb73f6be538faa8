using System.Globalization;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Prompts;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Authorize;

/// <summary>Puts approval pages together and remembers what each showed.</summary>
internal sealed class ApprovalPages(
    IStore store,
    MissionSeal seal,
    CatalogHost catalog,
    ISubjects subjects,
    QuestionLog questions,
    FieldProtection protection,
    TimeProvider time)
{
    private const string Field = "interaction.shown";

    private static readonly TimeSpan[] Shorter = [TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    /// <summary>The digest of an envelope apart from its times, which move while a person reads.</summary>
    public static string DigestOf(MissionEnvelope envelope) =>
        EnvelopeJson.DigestOf(envelope with { Lifetime = new Lifetime(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(1)) });

    /// <summary>The digest of a page without a purpose, as it would be shown to the person who is signed in now.</summary>
    public static string DigestOf(InteractionView view) => Digest.Of(TextOf(view));

    /// <summary>The page of an envelope.</summary>
    /// <param name="view">The interaction.</param>
    /// <param name="findings">What the engine said.</param>
    /// <param name="envelope">What is to be approved.</param>
    /// <param name="mode">How the Mission comes about.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<ApprovalPage> OfAsync(
        InteractionView view, HandoffFindings findings, MissionEnvelope envelope, HandoffMode mode, CancellationToken cancellation)
    {
        ValueArray<EnvelopeGrant> later = findings.Decision.Match(
            _ => [], _ => [], confirm => confirm.Later, review => review.Later, _ => (ValueArray<EnvelopeGrant>)[]);
        EnvelopeDescription description = EnvelopeDescription.Of(envelope, findings.Purpose!.Entry, catalog.Current.Vocabulary, later);
        bool isReplacement = mode == HandoffMode.Create && findings.Named is not null;
        EnvelopeNews? news = isReplacement ? EnvelopeNews.Of(seal.Envelope(findings.Named!).Envelope, envelope, catalog.Current.Vocabulary) : null;
        RequestedDisplay? display = view.Request.Context?.Purpose?.Display;
        string? actsFor = envelope.Subject == view.Session!.Subject ? null : (await subjects.FindAsync(envelope.Subject, cancellation))?.Name ?? envelope.Subject;
        string text = WireJson.Canonical(writer =>
        {
            writer.WriteStartObject();
            WireJson.Raw(writer, "envelope", EnvelopeDescriptionJson.Write(description));
            WireJson.Raw(writer, "news", news is null ? null : EnvelopeNewsJson.Write(news));
            writer.WriteString("client_name", view.Client.Name);
            WireJson.Optional(writer, "acts_for", actsFor);
            WireJson.Optional(writer, "display_title", display?.Title);
            WireJson.Optional(writer, "display_description", display?.Description);
            writer.WriteEndObject();
        });
        string digest = DigestOf(envelope);
        await RememberAsync(
            view.Interaction, new ShownApproval(digest, envelope.Lifetime.End, protection.Protect(Field, text)), cancellation);
        return new ApprovalPage
        {
            ClientName = view.Client.Name,
            PersonName = findings.Subject?.Name ?? string.Empty,
            ActsFor = actsFor,
            Scopes = [],
            Envelope = description,
            News = news,
            Review = findings.Decision.Match(_ => null, _ => null, _ => null, review => review.Rule, _ => (Engine.Catalog.ReviewRule?)null),
            AskedLately = await questions.LatelyAsync(findings, cancellation),
            Display = display,
            ShownDigest = digest,
            // A Resume changes nothing of the Mission.
            MayNarrow = mode != HandoffMode.Resume,
            Ends = Ends(envelope.Lifetime),
        };
    }

    /// <summary>The page of a request without purpose: who learns what.</summary>
    public async Task<ApprovalPage> OfAsync(InteractionView view, string personName, CancellationToken cancellation)
    {
        string text = TextOf(view);
        string digest = Digest.Of(text);
        await RememberAsync(
            view.Interaction, new ShownApproval(digest, view.Interaction.ExpiresAt, protection.Protect(Field, text)), cancellation);
        return new ApprovalPage { ClientName = view.Client.Name, PersonName = personName, Scopes = [.. view.Request.Scopes], ShownDigest = digest, Ends = [] };
    }

    /// <summary>What was shown, as canonical JSON.</summary>
    /// <exception cref="InvalidOperationException">The key ring is lost or the row was altered.</exception>
    public string TextOf(ShownApproval shown) => protection.TryUnprotect(Field, shown.Text, out string? text)
        ? text
        : throw new InvalidOperationException("What an approval page showed cannot be opened: the key ring is lost or the row was altered.");

    private static string TextOf(InteractionView view) => WireJson.Canonical(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("client_name", view.Client.Name);
        writer.WriteString("subject", view.Session!.Subject);
        WireJson.Strings(writer, "scopes", view.Request.Scopes);
        writer.WriteEndObject();
    });

    private Task<bool> RememberAsync(Interaction interaction, ShownApproval shown, CancellationToken cancellation) => store.WriteAsync(
        write => write.Get(AuthorizeTables.Interactions, interaction.Handle) is { } current
            && write.Update(AuthorizeTables.Interactions, current.Value with { Shown = shown }, current.Version).Succeeded,
        cancellation);

    private List<KeyValuePair<string, string>> Ends(Lifetime lifetime)
    {
        DateTimeOffset now = time.GetUtcNow();
        return [.. Shorter.Where(length => now + length < lifetime.End).Select(length => KeyValuePair.Create(FactText.End(now + length), Words(length)))];
    }

    private static string Words(TimeSpan length) => length.TotalDays >= 1
        ? Count((int)length.TotalDays, "day")
        : length.TotalHours >= 1 ? Count((int)length.TotalHours, "hour") : Count((int)length.TotalMinutes, "minute");

    private static string Count(int number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"for {number} {unit}{(number == 1 ? string.Empty : "s")}");
}
