using System.Collections.Immutable;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>What the deferred token requests of a client would grant, while they wait for their person.</summary>
/// <remarks>What a person said yes to and reviewers decide on is a Mission already, and is found as one.</remarks>
internal sealed class WaitingDeferrals(IStore store, RequestSeal requests, MissionSeal seal, CatalogHost catalog)
{
    private const int MostPending = 50;

    /// <summary>The requests that wait for the subject of a Mission, of the same client.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="values">Its applied values; with them what is known of person and client now.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<ImmutableArray<PendingQuestion>> OfAsync(
        Mission mission, AppliedValues values, DateTimeOffset now, CancellationToken cancellation)
    {
        Page<DeferredProcess> page = await store.FindAsync(
            DeferredTables.Processes, TableQuery.Where(DeferredTables.ByPerson, DeferredTables.PersonKey(mission.Subject)) with { Limit = MostPending }, cancellation);
        ImmutableArray<PendingQuestion>.Builder waiting = ImmutableArray.CreateBuilder<PendingQuestion>();
        foreach (DeferredProcess process in page.Items.Select(item => item.Value).Where(process => process.ClientId == mission.Client))
        {
            if (DeferredClock.Effective(process, now) == DeferredState.Open && await EnvelopeAsync(process, values, now, cancellation) is { } envelope)
            {
                waiting.Add(new PendingQuestion(process.Kind!, false, process.EndsAt, envelope));
            }
        }

        return waiting.ToImmutable();
    }

    // Null where the catalog as it is now would refuse it: then it is no help to wait.
    private async Task<CompiledEnvelope?> EnvelopeAsync(
        DeferredProcess process, AppliedValues values, DateTimeOffset now, CancellationToken cancellation)
    {
        AuthorizationRequest request = requests.Open(process.Parameters!).Request();
        if (request.Context is not { Purpose: { } requested } context || catalog.Current.Purpose(requested.Kind) is not { } purpose
            || await AskedAsync(process, request, cancellation) is not { } asked)
        {
            return null;
        }

        return ContextApplier.Apply(purpose, MissionHandoff.Requested(process.ClientId, context, requested), now).Match<CompiledEnvelope?>(
            applied => Compiled(purpose, applied.Context, asked.Authority, values, now), _ => null);
    }

    // A request that only names its Mission asks for what that one holds.
    private async Task<Wish?> AskedAsync(DeferredProcess process, AuthorizationRequest request, CancellationToken cancellation) =>
        request.Asked is not null || request.MissionDetails.IsEmpty ? new Wish(request.Asked)
        : await store.GetAsync(MissionTables.Missions, process.CrossedMissionId!, cancellation) is { } crossed
            ? new Wish(AskedAuthority.Held(seal.Envelope(crossed.Value).Envelope))
            : null;

    private static CompiledEnvelope Compiled(
        CompiledPurpose purpose, AppliedContext context, AskedAuthority? asked, AppliedValues values, DateTimeOffset now) =>
        purpose.Shapes.Compile(EnvelopeBuilder.Build(purpose, new GoverningInputs
        {
            Context = context,
            Subject = values.Subject,
            SubjectClaims = values.SubjectClaims,
            ClientMaxLifetime = values.ClientMaxLifetime,
            Asked = asked,
            Now = now,
        }));

    private sealed record Wish(AskedAuthority? Authority);
}
