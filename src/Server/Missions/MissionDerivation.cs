using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>Derives access tokens: state gate, the engine's answer, and the record, in that order, before anything leaves.</summary>
/// <remarks>Source: article, "Derivation"; derivation digest §1, §3.</remarks>
internal sealed class MissionDerivation(
    IStore store, MissionSeal seal, MissionCeilings ceilings, MissionStandingOf standings, CatalogHost catalog, DerivationRefusals refusals, DerivationRecord record, IOptions<ServerOptions> options, TimeProvider time)
{
    /// <summary>Issues, or says why not.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="cancellation">Stops before anything was issued.</param>
    public Task<Parsed<DerivedToken>> IssueAsync(DerivationWish wish, CancellationToken cancellation) =>
        Issuance.AskAsync(store, wish.MissionId, wish.Detail, found => OnceAsync(wish, found, cancellation), cancellation);

    private async Task<Parsed<DerivedToken>?> OnceAsync(DerivationWish wish, Document<Mission> found, CancellationToken cancellation)
    {
        found = await ceilings.MeetAsync(found, cancellation);
        return (await PrepareAsync(wish, found.Value, cancellation)).TryGet(out Prepared<DerivedToken>? prepared, out OAuthError? refused)
            ? await record.KeepAsync(wish, found, prepared, cancellation)
            : refused;
    }

    /// <summary>Signs a token whose record the caller writes, or says why not.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="mission">The Mission as it is going to be when the record is written.</param>
    /// <param name="cancellation">Stops before anything was signed.</param>
    public async Task<Parsed<Prepared<DerivedToken>>> PrepareAsync(DerivationWish wish, Mission mission, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        MissionStandings standing = standings.Ask(mission, wish.Client, wish.KeyThumbprint, now);
        TimeSpan lifetime = TimeSpan.FromSeconds(options.Value.AccessTokenSeconds);
        if (!DerivationQuestion.Of(wish, catalog.Current.Vocabulary, standing, now, lifetime).TryGet(out DerivationRequest? request, out OAuthError? unreadable))
        {
            return unreadable;
        }

        CompiledEnvelope envelope = seal.Held(mission);
        DerivationDecision decision = await refusals.DecideAsync(mission, envelope, request, now, cancellation);
        if (await refusals.OfAsync(mission, envelope, request, decision, now, cancellation) is { } refused)
        {
            await record.RefuseAsync(
                wish, mission, KnownServers.Of(wish.At, envelope.Envelope, catalog.Current.Vocabulary), decision, cancellation);
            return refused;
        }

        TokenBounds bounds = decision.Match(issue => issue.Bounds, _ => null!, _ => null!);
        ImmutableArray<string> scopes = DerivationQuestion.Scopes(
            bounds.Grants.Select(grant => (grant.Resource, grant.Operations.AsEnumerable())));
        if (wish.Scopes.FirstOrDefault(scope => !scopes.Contains(scope, StringComparer.Ordinal)) is { } outside)
        {
            return OAuthErrors.InvalidScope.Because($"not inside what is granted: {outside}");
        }

        return await record.PrepareAsync(
            wish, mission, bounds, wish.Scopes.IsEmpty ? scopes : [.. wish.Scopes], decision, now, cancellation);
    }
}
