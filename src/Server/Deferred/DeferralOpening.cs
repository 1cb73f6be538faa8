using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Notices;
using MissionPolicy.Server.Prompts;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Deferred;

/// <summary>Turns the refusal of a token request into a wait, where its client takes a
/// deferred answer and a person could grant what was asked for.</summary>
/// <remarks>An answer inside the Mission never comes here, and neither does what no approval
/// can grant. Source: OAuth Deferred Token Response draft -01, deferred answer.</remarks>
internal sealed class DeferralOpening(
    IStore store, DeferralStart start, DeferralEntrance entrance, NoticeOutbox notices, EvidenceDesk desk, CatalogHost catalog, IOptions<ServerOptions> server)
{
    /// <summary>How many questions about one Mission may wait at once, of either face.</summary>
    public const int MostWaiting = 5;

    // A client that asks the same again and again does not make the record grow; its oldest handle is forgotten.
    private const int MostHandles = 8;

    private static readonly string[] WithoutCredential = ["openid", "offline_access"];

    /// <summary>Answers a token request that crossed its Mission.</summary>
    /// <param name="request">The request.</param>
    /// <param name="wish">What it asked for.</param>
    /// <param name="scopes">The scopes of the grant that it came from; null where it does not say.</param>
    /// <param name="refused">The refusal.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    /// <returns>The deferred answer, or the same refusal.</returns>
    public async Task<OAuthError> AnswerAsync(
        GrantRequest request, DerivationWish wish, ImmutableArray<string>? scopes, OAuthError refused, CancellationToken cancellation)
    {
        if (!CompletionMode.IsDeferred(request.Form) || request.KeyThumbprint is not { } key || DeferralQuestion.Of(refused) is not { } question)
        {
            return refused;
        }

        Document<Mission>? mission = await store.GetAsync(MissionTables.Missions, wish.MissionId, cancellation);
        // What began before its review is made whole or withdrawn by that, and replaced by nothing meanwhile.
        if (mission is not { Value.IsProvisional: false } || catalog.Current.Purpose(mission.Value.Kind) is not { } purpose)
        {
            return refused;
        }

        string code = OpaqueHandle.New(OpaqueHandle.DeferralCode);
        DeferralWish wanted = new(request.Form["grant_type"]!, wish.At, request.Form["authorization_details"], [.. wish.Scopes]);
        DeferralHandle handle = start.Handle(code, request, wanted);
        ImmutableArray<string> granted = scopes ?? [.. WithoutCredential.Where(scope => request.Client.Scopes.Contains(scope))];
        DeferredProcess fresh = start.Row(request, mission.Value, question, granted, handle);
        EvidenceDraft evidence = DeferralEvidence.Opened(desk, fresh, question.Context);
        Parsed<DeferredProcess> waiting = await store.WriteAsync(
            write => Join(write, fresh, handle) ?? (question.IsAsked ? refused : Keep(write, fresh, purpose, evidence, refused)), cancellation);
        notices.Wake();
        return waiting.Match(process => Deferred(process, handle, code, question), error => error);
    }

    // What waits already is no further question.
    private static Parsed<DeferredProcess>? Join(IStoreTransaction write, DeferredProcess fresh, DeferralHandle handle)
    {
        foreach (Document<DeferredProcess> equal in write.Find(DeferredTables.Processes, TableQuery.Where(DeferredTables.ByJoin, fresh.JoinKey!)).Items)
        {
            if (Active(write, fresh) is not null && DeferredClock.Effective(equal.Value, write.Now) is DeferredState.Open or DeferredState.Approved)
            {
                return Join(write, equal, handle);
            }
        }

        return null;
    }

    private Parsed<DeferredProcess> Keep(
        IStoreTransaction write, DeferredProcess fresh, CompiledPurpose purpose, EvidenceDraft evidence, OAuthError refused)
    {
        if (Active(write, fresh) is not { } mission || fresh.Length <= TimeSpan.Zero || Waiting(write, fresh.CrossedMissionId!) >= MostWaiting)
        {
            return refused;
        }

        // It stands in the person's list from now on, and perhaps in a letter: that is the question, not the page behind it.
        if (QuestionLog.Ask(write, purpose, mission, fresh.ProcessId) is { IsEmpty: false } unasked)
        {
            return MissionErrors.OfRefusal(unasked);
        }

        write.Insert(DeferredTables.Processes, fresh);
        evidence.Append(write);
        notices.Add(write, fresh);
        return fresh;
    }

    private static Mission? Active(IStoreTransaction write, DeferredProcess fresh) =>
        write.Get(MissionTables.Missions, fresh.CrossedMissionId!) is { } mission && MissionClock.Effective(mission.Value, write.Now) == MissionState.Active
            ? mission.Value
            : null;

    private static int Waiting(IStoreTransaction write, string missionId) =>
        write.Find(DeferredTables.Processes, TableQuery.Where(DeferredTables.ByMission, missionId) with { Limit = TableQuery.MaxLimit })
            .Items.Count(process => DeferredClock.Effective(process.Value, write.Now) is DeferredState.Open or DeferredState.Approved);

    private static DeferredProcess Join(IStoreTransaction write, Document<DeferredProcess> equal, DeferralHandle handle)
    {
        DeferredProcess joined = equal.Value with
        {
            Handles = [.. equal.Value.Handles.TakeLast(MostHandles - 1), handle],
            IsTold = equal.Value.IsTold || handle.IsTold,
        };
        write.Update(DeferredTables.Processes, joined, equal.Version);
        if (joined.State == DeferredState.Approved)
        {
            PingOutbox.Add(write, joined with { Handles = [handle] }, TimeSpan.Zero);
        }

        return joined;
    }

    private OAuthError Deferred(DeferredProcess process, DeferralHandle handle, string code, DeferralQuestion question)
    {
        long left = (long)Math.Floor((process.ExpiresAt - handle.IssuedAt).TotalSeconds);
        return Pending(process)
            .WithMember("deferral_code", code)
            .WithJson("expires_in", left.ToString(CultureInfo.InvariantCulture))
            .WithJson("interval", handle.IntervalSeconds.ToString(CultureInfo.InvariantCulture))
            .WithJson(ReapprovalWriter.Member, question.Reapproval);
    }

    /// <summary>Where a request stands that is not decided: with the person, or with others.</summary>
    /// <param name="process">The request.</param>
    public OAuthError Pending(DeferredProcess process) =>
        process.State == DeferredState.Approved ? OAuthErrors.AuthorizationPending.Because("step=delivery")
        : process.MissionId is not null ? OAuthErrors.AuthorizationPending.Because("step=review")
        : OAuthErrors.InteractionRequired.Because("step=approval").WithMember("interaction_uri", server.Value.Url(entrance.PathOf(process)));
}
