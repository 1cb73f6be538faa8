using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Replay;
using MissionPolicy.Server.Tests.Protocol;

namespace MissionPolicy.Server.Tests.Dpop;

/// <summary>The verifier on a real store, with a clock that the test moves.</summary>
internal sealed class DpopFixture : IAsyncDisposable
{
    private readonly TemporaryStore store;

    public DpopFixture(bool requiresNonce = false)
    {
        Options = new ServerOptions { RequireDpopNonce = requiresNonce };
        store = new TemporaryStore(Time, ReplayTable.Used);
        Nonces = NoncesWith(Protection);
        Verifier = new DpopProofVerifier(Nonces, new ReplayGuard(store.Store), Microsoft.Extensions.Options.Options.Create(Options), Time);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));

    public EphemeralDataProtectionProvider Protection { get; } = new();

    public ServerOptions Options { get; }

    public DpopNonces Nonces { get; }

    public DpopProofVerifier Verifier { get; }

    public ProofText Proof(TestKey? key = null) => new(key ?? TestKey.Ec(), Time.GetUtcNow());

    public DpopNonces NoncesWith(IDataProtectionProvider protection) => new(protection, Microsoft.Extensions.Options.Options.Create(Options), Time);

    public Task<Parsed<DpopProof>> VerifyAsync(string proof, DpopUse? use = null) => VerifyAsync([proof], use);

    public Task<Parsed<DpopProof>> VerifyAsync(string[] proofs, DpopUse? use = null, string method = "POST", string path = "/token")
    {
        DefaultHttpContext http = new();
        http.Request.Method = method;
        http.Request.Headers[DpopProof.Header] = proofs;
        return Verifier.VerifyAsync(http, path, use ?? DpopUse.Token, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
