using System.Collections.Immutable;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Prompts;

/// <summary>Which questions a client put to a person lately. Whether one more may be
/// put is the engine's to say (<see cref="Prompting"/>).</summary>
/// <remarks>A question is an approval page that was shown, or a prepared Mission or a deferred token
/// request that waits for one in the person's list. A page that is loaded again is the same question,
/// and so is the page of what waits. Source: article, "Consent Fatigue Is the Failure Mode".</remarks>
internal sealed class QuestionLog(IStore store, TimeProvider time)
{
    /// <summary>The time that a page speaks of.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    /// <summary>What is remembered of a question's person, client and kind.</summary>
    /// <param name="question">The question.</param>
    /// <param name="kind">The purpose.</param>
    /// <param name="mission">The internal key of the Mission that the request names, or null.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async ValueTask<PromptFacts> FactsAsync(HandoffQuestion question, string kind, string? mission, CancellationToken cancellation)
    {
        PromptFacts facts = question.Subject is { } person
            ? await FactsAsync(person, question.Client.ClientId, kind, Ids(question, mission), cancellation)
            : PromptFacts.None;
        return question.IsCounted ? facts with { IsRepeated = true } : facts;
    }

    /// <summary>Why the subject of a Mission may not be asked for more of it now; empty when a question may be put.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="purpose">Its purpose.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async ValueTask<ValueArray<Reason>> WhyNotAsync(Mission mission, CompiledPurpose purpose, CancellationToken cancellation) =>
        Prompting.Decide(
        purpose, await FactsAsync(mission.Subject, mission.Client, mission.Kind, [], cancellation), time.GetUtcNow());

    /// <summary>Counts a question that is about to be shown, unless it is counted already.</summary>
    /// <param name="findings">What the engine said: the person is to be asked.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    /// <returns>Why it may not be shown, where other questions came first meanwhile; empty otherwise.</returns>
    public async Task<ValueArray<Reason>> AskAsync(HandoffFindings findings, CancellationToken cancellation)
    {
        if (findings.Question.IsCounted)
        {
            return [];
        }

        (string person, string client, string kind) = Parties(findings);
        ImmutableArray<string> ids = Ids(findings.Question, findings.Named?.MissionId);
        string key = AskedQuestions.KeyOf(person, client);
        // A page that is loaded again writes nothing.
        return await store.GetAsync(PromptTables.Asked, key, cancellation) is { } known && known.Value.Questions.Any(question => AskedQuestions.Is(question, kind, ids[..1]))
            ? []
            : await store.WriteAsync(write => Ask(write, findings.Purpose!, person, client, ids), cancellation);
    }

    /// <summary>Counts a prepared Mission, which waits in the person's list from now on.</summary>
    /// <param name="write">The transaction that keeps the Mission.</param>
    /// <param name="findings">What the engine said.</param>
    /// <param name="mission">The internal key of the Mission.</param>
    /// <returns>Why it may not be kept; empty otherwise.</returns>
    public static ValueArray<Reason> Ask(IStoreTransaction write, HandoffFindings findings, string mission)
    {
        (string person, string client, _) = Parties(findings);
        return Ask(write, findings.Purpose!, person, client, [mission]);
    }

    /// <summary>Counts a deferred token request, which waits in the person's list from now on.</summary>
    /// <param name="write">The transaction that keeps the request.</param>
    /// <param name="purpose">The purpose of the Mission that it crosses.</param>
    /// <param name="mission">The Mission.</param>
    /// <param name="process">The internal key of the request.</param>
    /// <returns>Why it may not be kept; empty otherwise.</returns>
    public static ValueArray<Reason> Ask(IStoreTransaction write, CompiledPurpose purpose, Mission mission, string process) =>
        Ask(write, purpose, mission.Subject, mission.Client, [process]);

    /// <summary>How many other questions the client put to the person in the last hour, of every kind.</summary>
    /// <param name="findings">The question.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async ValueTask<int> LatelyAsync(HandoffFindings findings, CancellationToken cancellation)
    {
        (string person, string client, string kind) = Parties(findings);
        ImmutableArray<string> ids = Ids(findings.Question, findings.Named?.MissionId);
        return await store.GetAsync(PromptTables.Asked, AskedQuestions.KeyOf(person, client), cancellation) is { } known
            ? Prompting.Count(known.Value.Questions.Where(question => !AskedQuestions.Is(question, kind, ids)).Select(question => question.At), Lately, time.GetUtcNow())
            : 0;
    }

    private static ValueArray<Reason> Ask(
        IStoreTransaction write, CompiledPurpose purpose, string person, string client, ImmutableArray<string> ids)
    {
        string kind = purpose.Entry.Kind;
        string key = AskedQuestions.KeyOf(person, client);
        AskedQuestions? known = write.Get(PromptTables.Asked, key)?.Value;
        bool isStopped = write.Get(PromptTables.Stopped, StoppedQuestions.KeyOf(person, client, kind)) is not null;
        ValueArray<Reason> refused = Prompting.Decide(purpose, Facts(known, isStopped, kind, ids), write.Now);
        if (refused.IsEmpty)
        {
            TimeSpan kept = purpose.Entry.Approval.Prompts?.Per is { } per && per > Lately ? per : Lately;
            AskedQuestion question = new(kind, ids[0], write.Now, write.Now + kept);
            write.Put(PromptTables.Asked, (known ?? new AskedQuestions(key, [], question.Until)).With(question, ids, write.Now));
        }

        return refused;
    }

    private async ValueTask<PromptFacts> FactsAsync(
        string person, string client, string kind, ImmutableArray<string> ids, CancellationToken cancellation)
    {
        Document<AskedQuestions>? asked = await store.GetAsync(PromptTables.Asked, AskedQuestions.KeyOf(person, client), cancellation);
        Document<StoppedQuestions>? stopped = await store.GetAsync(
            PromptTables.Stopped, StoppedQuestions.KeyOf(person, client, kind), cancellation);
        return Facts(asked?.Value, stopped is not null, kind, ids);
    }

    private static PromptFacts Facts(AskedQuestions? asked, bool isStopped, string kind, ImmutableArray<string> ids)
    {
        AskedQuestion[] ofKind = [.. (asked?.Questions ?? []).Where(question => question.Kind == kind)];
        return new PromptFacts
        {
            Asked = ofKind.Where(question => !ids.Contains(question.Id)).Select(question => question.At).ToValueArray(),
            IsRepeated = ofKind.Any(question => ids.Contains(question.Id)),
            IsStopped = isStopped,
        };
    }

    private static (string Person, string Client, string Kind) Parties(HandoffFindings findings) =>
        (findings.Question.Subject!, findings.Question.Client.ClientId, findings.Purpose!.Entry.Kind);

    // The request first: its own name is the one that is kept.
    private static ImmutableArray<string> Ids(HandoffQuestion question, string? mission) =>
        [.. new[] { question.AskedAs, mission }.OfType<string>()];
}
