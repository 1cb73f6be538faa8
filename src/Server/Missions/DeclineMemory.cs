using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>What a person declined lately. The person is not asked the same again before its time.</summary>
/// <remarks>Kept by person, client and kind, as long as the entry says. What counts as the same is the engine's
/// to say (<see cref="RepeatedQuestion"/>). Source: article, "Consent Fatigue Is the Failure Mode".</remarks>
internal sealed class DeclineMemory(IStore store, MissionSeal seal, TimeProvider time)
{
    /// <summary>What a refusal leaves behind, to be written with it.</summary>
    /// <param name="findings">What the engine said.</param>
    /// <returns>The writing; null when the person declined nothing, or the entry remembers nothing.</returns>
    public Action<IStoreTransaction>? Of(HandoffFindings findings)
    {
        if (HandoffEvidence.Codes(findings.Decision) is not [ReasonCodes.UserDeclined]
            || findings is not { Purpose: { } purpose, Applied: not null, Question.Subject: { } person }
            || purpose.Entry.Approval.RememberDecline is not { } memory)
        {
            return null;
        }

        string key = DeclinedQuestions.KeyOf(person, findings.Question.Client.ClientId, purpose.Entry.Kind);
        DeclinedQuestion question = new([.. Parts(findings)], time.GetUtcNow() + memory);
        return write => write.Put(
            MissionTables.Declined,
            (write.Get(MissionTables.Declined, key)?.Value ?? new DeclinedQuestions(key, [], question.Until)).With(question, write.Now));
    }

    /// <summary>Whether the person of a question declined it lately.</summary>
    /// <param name="findings">What the engine said; it applied the context.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <returns>The reason, with the time for which it is remembered still; null when nothing like it was declined.</returns>
    public ValueTask<Reason?> FindAsync(HandoffFindings findings, CancellationToken cancellation) =>
        findings is { Purpose: { } purpose, Applied: not null, Question.Subject: { } person }
            ? FindAsync(DeclinedQuestions.KeyOf(person, findings.Question.Client.ClientId, purpose.Entry.Kind), Parts(findings), cancellation)
            : new((Reason?)null);

    /// <summary>Whether the subject of a Mission declined lately what a proposal would ask for.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="purpose">Its purpose.</param>
    /// <param name="proposal">The proposal.</param>
    /// <param name="isReplacement">Whether the Mission is named with the proposal, which then takes its place.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <returns>The reason, with the time for which it is remembered still; null when nothing like it was declined.</returns>
    public ValueTask<Reason?> FindAsync(
        Mission mission, CompiledPurpose purpose, ReapprovalProposal.Approvable proposal, bool isReplacement, CancellationToken cancellation) => FindAsync(
        DeclinedQuestions.KeyOf(mission.Subject, mission.Client, mission.Kind),
        isReplacement
            ? RepeatedQuestion.ForReplacement(purpose, Held(mission), new QuestionValues(proposal.Tenant, proposal.ParamsJson, proposal.ExpiresAt) { Authority = proposal.Asked })
            : RepeatedQuestion.ForNew,
        cancellation);

    private async ValueTask<Reason?> FindAsync(string key, ValueArray<string> parts, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        Document<DeclinedQuestions>? known = await store.GetAsync(MissionTables.Declined, key, cancellation);
        DeclinedQuestion[] same = [.. (known?.Value.Questions ?? []).Where(question => question.Until > now && RepeatedQuestion.Is(parts, [question.Parts.ToValueArray()]))];
        return same.Length == 0 ? null : RepeatedQuestion.Declined(same.Max(question => question.Until) - now);
    }

    // What is only proposed takes no place yet.
    private ValueArray<string> Parts(HandoffFindings findings) =>
        findings.Named is { } named && MissionClock.Effective(named, time.GetUtcNow()) == MissionState.Active
            ? RepeatedQuestion.ForReplacement(
                findings.Purpose!, Held(named), new QuestionValues(findings.Applied!.Tenant, findings.Applied.ParamsJson, findings.Applied.ExpiresAt) { Authority = findings.Question.Asked })
            : RepeatedQuestion.ForNew;

    private QuestionValues Held(Mission mission) => new(mission.Tenant, seal.Applied(mission).Params, mission.EndsAt)
    {
        Authority = AskedAuthority.Held(seal.Envelope(mission).Envelope),
    };
}
