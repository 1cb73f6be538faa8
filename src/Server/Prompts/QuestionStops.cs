using System.Collections.Immutable;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Prompts;

/// <summary>What a person wants to be asked no more. Only the person takes it back.</summary>
/// <remarks>Source: article, "Consent Fatigue Is the Failure Mode".</remarks>
internal sealed class QuestionStops(
    IStore store,
    EvidenceDesk desk,
    CatalogHost catalog,
    IClientRegistry clients,
    StoppedDeferrals deferrals,
    TimeProvider time,
    ILogger<QuestionStops> log)
{
    private const int Most = 100;

    /// <summary>Stops the questions of a client about a kind.</summary>
    /// <param name="person">The person.</param>
    /// <param name="client">The client.</param>
    /// <param name="kind">The purpose.</param>
    /// <param name="signIn">The person's sign-in.</param>
    /// <param name="deferral">The deferred token request on whose page it is said, which ends by the answer; null for none.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    public async Task StopAsync(
        string person, string client, string kind, SignInRecord? signIn, string? deferral, CancellationToken cancellation)
    {
        StoppedQuestions stop = new(
            StoppedQuestions.KeyOf(person, client, kind), StoppedQuestions.PersonOf(person), client, kind, time.GetUtcNow());
        EvidenceDraft draft = Evidence(EvidenceKinds.QuestionsStopped, person, client, kind, signIn);
        bool isNew = await store.WriteAsync(
            write =>
            {
                if (!write.Insert(PromptTables.Stopped, stop).Succeeded)
                {
                    return false;
                }

                deferrals.End(write, person, client, kind, deferral);
                draft.Append(write);
                return true;
            },
            cancellation);
        if (isNew)
        {
            ServerLog.QuestionsStopped(log, client, kind);
        }
    }

    /// <summary>Lets a client ask again.</summary>
    /// <param name="person">The person; what another person stopped stays stopped.</param>
    /// <param name="key">The key of the stop, from <see cref="OfAsync"/>.</param>
    /// <param name="signIn">The person's sign-in.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    /// <returns>Whether there was such a stop.</returns>
    public async Task<bool> LiftAsync(string person, string key, SignInRecord? signIn, CancellationToken cancellation)
    {
        if (await store.GetAsync(PromptTables.Stopped, key, cancellation) is not { } found || found.Value.Person != StoppedQuestions.PersonOf(person))
        {
            return false;
        }

        (string client, string kind) = (found.Value.Client, found.Value.Kind);
        EvidenceDraft draft = Evidence(EvidenceKinds.QuestionsAllowed, person, client, kind, signIn);
        bool isLifted = await store.WriteAsync(
            write =>
            {
                if (!write.Delete(PromptTables.Stopped, key))
                {
                    return false;
                }

                // Who wants to be asked again does not mean: after the no before it is forgotten.
                write.Delete(MissionTables.Declined, DeclinedQuestions.KeyOf(person, client, kind));
                draft.Append(write);
                return true;
            },
            cancellation);
        if (isLifted)
        {
            ServerLog.QuestionsAllowed(log, client, kind);
        }

        return isLifted;
    }

    /// <summary>What a person stopped, for their list.</summary>
    /// <param name="person">The person.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<ImmutableArray<StoppedView>> OfAsync(string person, CancellationToken cancellation)
    {
        Page<StoppedQuestions> page = await store.FindAsync(
            PromptTables.Stopped, TableQuery.Where(PromptTables.ByPerson, StoppedQuestions.PersonOf(person)) with { Limit = Most }, cancellation);
        ImmutableArray<StoppedView>.Builder views = ImmutableArray.CreateBuilder<StoppedView>();
        foreach (Document<StoppedQuestions> row in page.Items)
        {
            StoppedQuestions stop = row.Value;
            views.Add(new StoppedView(
                stop.Key,
                (await clients.FindAsync(stop.Client, cancellation))?.Name ?? stop.Client,
                catalog.Current.Purpose(stop.Kind)?.Entry.Title ?? stop.Kind,
                stop.At));
        }

        return [.. views.OrderBy(view => view.ClientName, StringComparer.Ordinal).ThenBy(view => view.Title, StringComparer.Ordinal)];
    }

    private EvidenceDraft Evidence(string kind, string person, string client, string purpose, SignInRecord? signIn) => desk.Prepare(
        kind,
        new EvidenceEntry
        {
            EventId = EvidenceDesk.NewId(),
            Client = client,
            PurposeKind = purpose,
            Acr = signIn?.Acr,
            Amr = signIn?.Amr ?? [],
            AuthTime = signIn?.At,
            CatalogDigest = catalog.Current.Digest,
        },
        new PersonalFacts { Subject = person, By = person });
}
