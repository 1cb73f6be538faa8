using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Replay;

namespace MissionPolicy.Server.Dpop;

/// <summary>Verifies the proof of a request: one header, well formed, fitting the request, used once.</summary>
/// <remarks>Source: RFC 9449 §4.3, §11.1.</remarks>
/// <param name="nonces">The nonces.</param>
/// <param name="replay">Who used what.</param>
/// <param name="options">The issuer and the windows.</param>
/// <param name="time">The clock.</param>
internal sealed class DpopProofVerifier(DpopNonces nonces, ReplayGuard replay, IOptions<ServerOptions> options, TimeProvider time)
{
    private const string Purpose = "dpop";

    /// <summary>How much longer than it is good a proof is remembered: machines that share a store do not share a clock.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    // A proof is good from a little before to MaxAge after its time, whatever the clocks say.
    private readonly ProofMemory memory = new(TimeSpan.FromSeconds(options.Value.DpopProofSeconds) + Memory);

    /// <summary>Verifies.</summary>
    /// <param name="http">The request.</param>
    /// <param name="path">The path of the endpoint, as its clients see it.</param>
    /// <param name="use">What the proof is presented for.</param>
    /// <param name="cancellation">Stops before the proof is used up.</param>
    /// <returns>The proof; or <c>invalid_dpop_proof</c>, <c>use_dpop_nonce</c> with its header, or for a resource <c>invalid_token</c>, ready to send.</returns>
    public async Task<Parsed<DpopProof>> VerifyAsync(HttpContext http, string path, DpopUse use, CancellationToken cancellation)
    {
        Parsed<DpopProof> read = Read(http.Request.Headers[DpopProof.Header])
            .Bind<DpopProof>(proof => DpopChecks.Run(proof, Expectation(http.Request.Method, path, use)) is { } refused ? refused : proof);
        if (!read.TryGet(out DpopProof? proof, out OAuthError? error))
        {
            return DpopChallenge.For(error, use, nonces.Current());
        }

        string only = $"{proof.Thumbprint}\n{proof.Url}\n{proof.Id}";
        bool isFirst = proof.Nonce is not null
            ? memory.TryUse(only, time.GetUtcNow())
            : await replay.TryUseAsync(Purpose, only, proof.IssuedAt + MaxAge + Memory, cancellation);
        return isFirst
            ? proof
            : DpopChallenge.For(OAuthErrors.InvalidDpopProof.Because("the proof was used before"), use, nonces.Current());
    }

    private TimeSpan MaxAge => TimeSpan.FromSeconds(options.Value.DpopProofSeconds);

    // 1
    private static Parsed<DpopProof> Read(StringValues sent) => sent.Count switch
    {
        0 => OAuthErrors.InvalidDpopProof.Because("a proof is needed"),
        1 => DpopProofParser.Parse(sent[0]),
        _ => OAuthErrors.InvalidDpopProof.Because("more than one proof"),
    };

    private DpopExpectation Expectation(string method, string path, DpopUse use) => new()
    {
        Method = method,
        // Part of a path may come from the request; one that makes no URL fits no proof.
        Url = RequestUrl.TryNormalise(options.Value.Url(path), out string? url) ? url : string.Empty,
        Use = use,
        Now = time.GetUtcNow(),
        MaxAge = MaxAge,
        RequiresNonce = use.NeedsNonce && options.Value.RequireDpopNonce,
        IsRecentNonce = nonces.IsRecent,
    };
}
