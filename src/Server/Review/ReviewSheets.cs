using System.Text.Json;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Review;

/// <summary>Puts together what reviewers see.</summary>
internal sealed class ReviewSheets(IStore store, MissionSeal missions, CatalogHost catalog, DeferredSeal seal, ISubjects subjects, IClientRegistry clients, TimeProvider time)
{
    /// <summary>The sheet of a review; null when its Mission or its purpose is gone.</summary>
    public async Task<ReviewSheet?> OfAsync(ReviewCase review, CancellationToken cancellation)
    {
        Mission? stored = (await store.GetAsync(MissionTables.Missions, review.MissionId, cancellation))?.Value;
        Mission? mission = stored?.Proposed is { } proposed ? proposed.In(stored) : stored;
        if (mission is null || catalog.Current.Purpose(mission.Kind) is not { } purpose)
        {
            return null;
        }

        MissionEnvelope envelope = missions.Envelope(mission).Envelope;
        AppliedRecord applied = missions.Applied(mission);
        Mission? held = await HeldAsync(mission, cancellation);
        DeferredProcess? process = (await store.GetAsync(DeferredTables.Processes, review.ProcessId, cancellation))?.Value;
        return new ReviewSheet
        {
            Case = review,
            MissionRef = mission.MissionRef,
            Envelope = EnvelopeDescription.Of(envelope, purpose.Entry, catalog.Current.Vocabulary),
            News = held is null ? null : EnvelopeNews.Of(missions.Envelope(held).Envelope, envelope, catalog.Current.Vocabulary),
            HeldRef = held?.MissionRef,
            Kind = mission.Kind,
            ClientId = mission.Client,
            ClientName = (await clients.FindAsync(mission.Client, cancellation))?.Name ?? mission.Client,
            Actor = mission.Actor?.Id,
            RequesterName = await NameAsync(review.Requester, cancellation),
            RequesterSignIn = mission.SignIn,
            Length = Length(review, envelope, applied),
            Limit = applied.ExpiresAt,
            RequestedAt = process?.StartedAt ?? mission.CreatedAt,
            Display = Display(seal.Open(DeferredSeal.Shown, review.Shown)!),
            Besides = Besides(applied.Params, envelope.GoverningParams),
            IsProvisional = stored!.IsProvisional,
            Votes = await VotesAsync(review, cancellation),
        };
    }

    // What an approval at this moment would give; what is over already is zero.
    private TimeSpan Length(ReviewCase review, MissionEnvelope envelope, AppliedRecord applied)
    {
        TimeSpan whole = envelope.Lifetime.End - envelope.Lifetime.Start;
        if (!review.IsOpen || applied.ExpiresAt is not { } limit)
        {
            return whole;
        }

        TimeSpan left = TimeSpan.FromSeconds(Math.Floor((limit - time.GetUtcNow()).TotalSeconds));
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < whole ? left : whole;
    }

    // However many there are: to say that all of it is new is to have seen every one.
    private async Task<Mission?> HeldAsync(Mission proposed, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        Mission? newest = null;
        TableQuery? query = MissionTables.Of(MissionTables.ByLive, MissionTables.HashOf(proposed.Subject)) with { Limit = TableQuery.MaxLimit };
        while (query is not null)
        {
            Page<Mission> page = await store.FindAsync(MissionTables.Missions, query, cancellation);
            newest = page.Items.Select(item => item.Value)
                .Where(mission => mission.Kind == proposed.Kind && mission.MissionId != proposed.MissionId && !mission.IsProvisional
                    && MissionClock.Effective(mission, now) == Engine.Decisions.MissionState.Active)
                .Append(newest)
                .MaxBy(mission => mission?.ActivatedAt);
            query = page.Next is { } next ? query with { After = next } : null;
        }

        return newest;
    }

    private async Task<IReadOnlyList<ReviewSheet.SpokenVote>> VotesAsync(ReviewCase review, CancellationToken cancellation)
    {
        List<ReviewSheet.SpokenVote> votes = [];
        foreach (ReviewVote vote in review.Votes)
        {
            votes.Add(new ReviewSheet.SpokenVote(await NameAsync(vote.Reviewer, cancellation), vote, seal.Open(DeferredSeal.Comment, vote.Comment)));
        }

        return votes;
    }

    private async Task<string> NameAsync(string subject, CancellationToken cancellation) => (await subjects.FindAsync(subject, cancellation))?.Name ?? subject;

    private static List<KeyValuePair<string, string>> Besides(string all, string governing)
    {
        using JsonDocument whole = JsonDocument.Parse(all);
        using JsonDocument part = JsonDocument.Parse(governing);
        return [.. whole.RootElement.EnumerateObject()
            .Where(member => !part.RootElement.TryGetProperty(member.Name, out _))
            .Select(member => KeyValuePair.Create(member.Name, member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText()))];
    }

    private static RequestedDisplay? Display(string shown)
    {
        using JsonDocument json = JsonDocument.Parse(shown);
        string? title = Text(json.RootElement, "display_title");
        string? description = Text(json.RootElement, "display_description");
        return title is null && description is null ? null : new RequestedDisplay(title, description, null);
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;
}
