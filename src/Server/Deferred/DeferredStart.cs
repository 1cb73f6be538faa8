using Microsoft.Extensions.Options;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Deferred;

/// <summary>Makes the rows of deferred requests, for the transaction that ends the interaction.</summary>
internal sealed class DeferredStart(DeferredSeal seal, IOptions<ServerOptions> server, IOptions<DeferredOptions> options, TimeProvider time)
{
    private const string Prefix = "dp_";

    /// <summary>How long a grant waits that nobody has to review: for its code, and then to be redeemed.</summary>
    public TimeSpan GrantWaits => TimeSpan.FromSeconds(server.Value.CodeSeconds + 5) + options.Value.RedeemWindow;

    /// <summary>A fresh code.</summary>
    public static string NewCode() => OpaqueHandle.New(OpaqueHandle.DeferredCode);

    /// <summary>A request that is granted already: the client redeems it with its first poll.</summary>
    /// <param name="code">The code.</param>
    /// <param name="view">The interaction; somebody is signed in.</param>
    /// <param name="approved">The Mission, or null when the request has no purpose.</param>
    /// <param name="claim">The <c>client_context</c> claim, or null when the request has none.</param>
    public DeferredProcess Granted(string code, InteractionView view, ApprovedMission? approved, string? claim) =>
        Row(code, view, DeferredState.Approved, approved, claim, options.Value.RedeemWindow);

    /// <summary>A request that reviewers decide on.</summary>
    /// <param name="code">The code.</param>
    /// <param name="view">The interaction; somebody is signed in.</param>
    /// <param name="proposed">The proposed Mission.</param>
    /// <param name="expiresAfter">How long the reviewers have.</param>
    public DeferredProcess Proposed(string code, InteractionView view, ApprovedMission proposed, TimeSpan expiresAfter) =>
        Row(code, view, DeferredState.Open, proposed, proposed.Claim, expiresAfter < DeferredOptions.Longest ? expiresAfter : DeferredOptions.Longest);

    private DeferredProcess Row(string code, InteractionView view, DeferredState state, ApprovedMission? mission, string? claim, TimeSpan length)
    {
        DateTimeOffset now = time.GetUtcNow();
        TokenHolder holder = TokenHolder.Of(view, mission);
        DateTimeOffset end = now + TimeSpan.FromSeconds(server.Value.CodeSeconds);
        return new DeferredProcess
        {
            ProcessId = OpaqueHandle.New(Prefix),
            CodeHash = HandleHash.Of(code).Value,
            State = state,
            ClientId = view.Client.ClientId,
            DpopJkt = view.Interaction.DpopJkt,
            CodeChallenge = view.Request.CodeChallenge,
            Nonce = view.Request.Nonce,
            Scopes = holder.Scopes,
            Subject = holder.Subject,
            SignIn = holder.SignIn,
            MissionId = mission?.MissionId,
            Mode = mission?.Mode,
            Claim = claim is null ? null : seal.Seal(DeferredSeal.Claim, claim),
            FamilyId = OpaqueHandle.New(OpaqueHandle.Family),
            StartedAt = now,
            Length = length,
            ExpiresAt = end,
            EndsAt = end,
            IntervalSeconds = options.Value.IntervalSeconds,
        };
    }
}
