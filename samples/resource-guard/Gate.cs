using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using MissionPolicy.Samples.ResourceGuard.Answers;
using MissionPolicy.Samples.ResourceGuard.Proofs;
using MissionPolicy.Samples.ResourceGuard.Tokens;

namespace MissionPolicy.Samples.ResourceGuard;

/// <summary>Verifies who comes: one token, under the scheme DPoP, a proof of the key that it is bound to,
/// and, where this server asks, the word of the issuer that the token is still
/// honoured, and a sign-in that is strong and fresh enough.</summary>
/// <remarks>Source: RFC 9449 §7.1; RFC 9068 §4; RFC 6750 §3.1; RFC 7662; RFC 9470.</remarks>
internal sealed class Gate(AccessTokenReader tokens, ProofVerifier proofs, TokenIntrospection introspection, SignInRule signIn)
{
    private const string Scheme = "DPoP ";

    public async Task<GateAnswer> VerifyAsync(HttpContext http)
    {
        StringValues authorization = http.Request.Headers.Authorization;
        if (authorization.Count == 0)
        {
            return new GateAnswer.Refused(Refusal.NoToken);
        }

        if (authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            // A bound token under the scheme Bearer is the downgrade that RFC 9449 §7.2 warns of.
            return new GateAnswer.Refused(Refusal.InvalidToken("the scheme has to be DPoP"));
        }

        string text = header[Scheme.Length..].Trim();
        TokenAnswer read = await tokens.ReadAsync(text, http.RequestAborted);
        return await read.Match<Task<GateAnswer>>(
            async good => (await proofs.VerifyAsync(http, text, good.Caller.KeyThumbprint) ?? await introspection.AskAsync(text, http.RequestAborted) ?? signIn.Refuse(good.Caller)) is { } refusal
                ? new GateAnswer.Refused(refusal)
                : new GateAnswer.Admitted(good.Caller),
            async bad => new GateAnswer.Refused(Refusal.InvalidToken(bad.Why)),
            async () => new GateAnswer.Refused(Refusal.IssuerUnreachable));
    }
}
