using System.Collections.Immutable;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Evidence;

namespace MissionPolicy.Server.Missions;

/// <summary>Evidence of a handoff: who, with what strength, what was shown, what was granted or refused, by which catalog.</summary>
/// <remarks>Source: handoff digest §11.</remarks>
internal sealed class HandoffEvidence(EvidenceDesk desk)
{
    public EvidenceDraft Of(string kind, HandoffFindings findings, HandoffMode? mode, ApprovalAct? act, string? claim)
    {
        SignInRecord? signIn = findings.Question.SignIn;
        string? envelope = act is null ? null : EnvelopeJson.Write(act.Envelope);
        EvidenceEntry entry = new()
        {
            EventId = EvidenceDesk.NewId(),
            Client = findings.Question.Client.ClientId,
            PurposeKind = findings.Question.Requested.Purpose?.Kind,
            Mode = mode?.ToString().ToLowerInvariant(),
            Codes = Codes(findings.Decision),
            Acr = signIn?.Acr,
            Amr = signIn?.Amr ?? [],
            AuthTime = signIn?.At,
            Actor = findings.Question.Client.Agent?.Id,
            CatalogDigest = findings.CatalogDigest,
            EntryDigest = findings.Purpose?.Digest,
            EnvelopeDigest = act is null ? null : EnvelopeJson.DigestOf(act.Envelope),
        };
        return desk.Prepare(kind, entry, new PersonalFacts
        {
            Subject = findings.Named?.Subject ?? findings.Question.Subject,
            By = findings.Question.Subject,
            Requested = findings.Question.Requested.Raw.GetRawText(),
            Applied = claim,
            Shown = act?.Shown,
            Envelope = envelope,
            Intent = act is null ? null : IntentRecord.Write(findings.Purpose!, act.Envelope),
            Decision = DecisionJson.Write(findings.Decision),
        });
    }

    /// <summary>The reasons of a decision.</summary>
    public static ValueArray<Reason> Reasons(BootstrapDecision decision) => decision.Match(
        granted => granted.Reasons, stepUp => stepUp.Reasons, confirm => confirm.Reasons, review => review.Reasons, refused => refused.Reasons);

    /// <summary>The reason codes of a decision, each once, in its order.</summary>
    public static ImmutableArray<string> Codes(BootstrapDecision decision) =>
        [.. Reasons(decision).Select(reason => reason.Code).Distinct(StringComparer.Ordinal)];
}
