using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Dpop;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client;

/// <summary>An agent's client of one OpenID Provider: asks a person for a Mission and verifies what came of it.</summary>
/// <remarks>Every expected answer is a value; exceptions say that the network is down (<see cref="HttpRequestException"/>) or that a call
/// was cancelled. Safe for concurrent use. Source: article; <c>docs/client.md</c>.</remarks>
public sealed class MissionClient
{
    private readonly Connection connection;
    private readonly DeferredExchange deferred;
    private readonly ApprovalExchange approvals;
    private readonly Handoff handoff;

    /// <summary>A client.</summary>
    /// <param name="http">The application's client, e.g. of <c>IHttpClientFactory</c>. Switch redirects off in its handler
    /// (<c>AllowAutoRedirect = false</c>); when it follows one, the answer is refused and no body is sent a second time.</param>
    /// <param name="server">The provider, from <see cref="ServerMetadata.DiscoverAsync"/>.</param>
    /// <param name="options">The client.</param>
    /// <param name="time">The clock; the system's when null.</param>
    public MissionClient(HttpClient http, ServerMetadata server, MissionClientOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(options);
        connection = new Connection(server, options, new ProvenCall(http, time ?? TimeProvider.System));
        handoff = new Handoff(connection);
        deferred = new DeferredExchange(connection, handoff);
        approvals = new ApprovalExchange(connection);
    }

    /// <summary>Pushes a request.</summary>
    /// <param name="request">What to ask for.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Where to send the person and what to keep, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The network or the other side is down.</exception>
    public Task<BeginResult> BeginAsync(MissionRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new AuthorizationPush(connection.Forms, connection.Server, connection.Options, connection.Time).PushAsync(
            request, cancellation);
    }

    /// <summary>Ends an authorization when the person is back.</summary>
    /// <param name="pending">What was kept.</param>
    /// <param name="answer">The query of the redirect address, its whole address, or the body of a form post.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>A Mission only when every check passed; otherwise a Mission that the server made already has been given up.</returns>
    /// <exception cref="HttpRequestException">The network or the other side is down.</exception>
    public Task<Completion> CompleteAsync(PendingAuthorization pending, string answer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        ArgumentNullException.ThrowIfNull(answer);
        if (pending.Issuer != connection.Server.Issuer || pending.ClientId != connection.Options.Client.ClientId)
        {
            return Task.FromResult(Completion.No(new CompletionRefusal.Callback(CallbackCheck.Record)));
        }

        return Callback.Read(answer, pending, connection.Server.AuthorizationResponseIssSupported).Match(
            code => RedeemAsync(pending, code, cancellation),
            deferredCode => deferred.ExchangeAsync(pending, deferredCode, cancellation),
            error => Task.FromResult(Completion.No(error.Code == "mission_bootstrap_failed"
                ? new CompletionRefusal.BootstrapFailed(error)
                : new CompletionRefusal.Declined(error))),
            check => Task.FromResult(Completion.No(new CompletionRefusal.Callback(check))));
    }

    /// <summary>Asks once whether a deferred request is decided.</summary>
    /// <param name="authorization">What was kept.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="HttpRequestException">The network or the other side is down; ask again later.</exception>
    public Task<PollResult> PollAsync(DeferredAuthorization authorization, CancellationToken cancellation = default) =>
        deferred.PollAsync(authorization, cancellation);

    /// <summary>Polls until a deferred request is decided or over; goes on when the network is down for a while.</summary>
    /// <param name="authorization">What was kept.</param>
    /// <param name="notified">Ends when the server called back; then it is asked at once.</param>
    /// <param name="keep">Keeps each new state, so that a restart goes on with the right interval.</param>
    /// <param name="cancellation">Stops waiting; the request stays open.</param>
    public Task<Completion> AwaitDeferredAsync(
        DeferredAuthorization authorization,
        Task? notified = null,
        Func<DeferredAuthorization, CancellationToken, ValueTask>? keep = null,
        CancellationToken cancellation = default) =>
        new DeferredWait<DeferredAuthorization, Completion>(
            async (kept, stop) => (await deferred.PollAsync(kept, stop)).Match<(DeferredAuthorization?, Completion?)>(
                undecided => (undecided.Authorization, null), decided => (null, decided.Completion)),
            kept => new PollTimes(kept.ExpiresAt, kept.Interval, kept.NextPollAt),
            (kept, at) => kept with { NextPollAt = at },
            connection.Time).UntilDecidedAsync(authorization, notified, keep, cancellation);

    /// <summary>Asks once whether a person answered what a token request crosses.</summary>
    /// <param name="approval">What was kept.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="HttpRequestException">The network or the other side is down; ask again later.</exception>
    /// <remarks>Source: OAuth Deferred Token Response draft -01, poll.</remarks>
    public Task<ApprovalPoll> PollAsync(DeferredApproval approval, CancellationToken cancellation = default) =>
        approvals.PollAsync(approval, cancellation);

    /// <summary>Polls until a person answered what a token request crosses, or it is
    /// over; goes on when the network is down for a while.</summary>
    /// <param name="approval">What was kept.</param>
    /// <param name="notified">Ends when the server called back; then it is asked at once.</param>
    /// <param name="keep">Keeps each new state, so that a restart goes on with the right interval.</param>
    /// <param name="cancellation">Stops waiting; the request stays open.</param>
    /// <returns>The new Mission with the token that was asked for, only when every
    /// check passed; otherwise what the server made has been given up.</returns>
    public Task<ApprovalOutcome> AwaitDeferredAsync(
        DeferredApproval approval,
        Task? notified = null,
        Func<DeferredApproval, CancellationToken, ValueTask>? keep = null,
        CancellationToken cancellation = default) =>
        new DeferredWait<DeferredApproval, ApprovalOutcome>(
            async (kept, stop) => (await approvals.PollAsync(kept, stop)).Match<(DeferredApproval?, ApprovalOutcome?)>(
                undecided => (undecided.Approval, null), decided => (null, decided.Outcome)),
            kept => new PollTimes(kept.ExpiresAt, kept.Interval, kept.NextPollAt),
            (kept, at) => kept with { NextPollAt = at },
            connection.Time).UntilDecidedAsync(approval, notified, keep, cancellation);

    /// <summary>Takes a deferred token request back.</summary>
    /// <param name="approval">What was kept.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Done also when it was answered already.</returns>
    /// <exception cref="HttpRequestException">The network or the other side is down.</exception>
    public Task<Acknowledgement> CancelAsync(DeferredApproval approval, CancellationToken cancellation = default) =>
        approvals.CancelAsync(approval, cancellation);

    /// <summary>A token before the decision, where the server let a restricted part begin.</summary>
    /// <param name="authorization">What was kept.</param>
    /// <param name="access">What it is wanted for; inside the restricted part.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="HttpRequestException">The network or the other side is down.</exception>
    public Task<MissionAnswer<MissionToken>> ProvisionalTokenAsync(
        DeferredAuthorization authorization, ResourceAccess access, CancellationToken cancellation = default) =>
        deferred.ProvisionalTokenAsync(authorization, access, cancellation);

    /// <summary>Takes a deferred request back.</summary>
    /// <param name="authorization">What was kept.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Done also when it was decided already.</returns>
    /// <exception cref="HttpRequestException">The network or the other side is down.</exception>
    public Task<Acknowledgement> CancelAsync(DeferredAuthorization authorization, CancellationToken cancellation = default) =>
        deferred.CancelAsync(authorization, cancellation);

    /// <summary>Goes on with a Mission that was kept.</summary>
    /// <param name="saved">What was kept.</param>
    /// <exception cref="ArgumentException">It is another provider's or another client's.</exception>
    public Mission Restore(SavedMission saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        return saved.Issuer == connection.Server.Issuer && saved.ClientId == connection.Options.Client.ClientId
            ? new Mission(connection, saved)
            : throw new ArgumentException("The Mission is another provider's or another client's.", nameof(saved));
    }

    private async Task<Completion> RedeemAsync(PendingAuthorization pending, string code, CancellationToken cancellation)
    {
        WireAnswer answer = await connection.Forms.TokenAsync(
            new Form()
                .Add("grant_type", "authorization_code")
                .Add("code", code)
                .Add("redirect_uri", pending.RedirectUri)
                .Add("code_verifier", pending.CodeVerifier.Reveal()),
            pending.Key,
            cancellation);
        return answer.IsSuccess
            ? await handoff.FinishAsync(pending, answer, cancellation)
            : Completion.No(CompletionRefusal.Of(answer));
    }
}
