using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tests.Protocol;

namespace MissionPolicy.Server.Tests.Dpop;

public sealed class DpopReplayTests : IAsyncDisposable
{
    private readonly DpopFixture dpop = new();

    public ValueTask DisposeAsync() => dpop.DisposeAsync();

    [Fact]
    public async Task A_proof_is_good_once()
    {
        string proof = dpop.Proof().Sign();
        Assert.True(Accepted(await dpop.VerifyAsync(proof)));
        Assert.Equal("the proof was used before", Description(await dpop.VerifyAsync(proof)));
    }

    [Fact]
    public async Task A_jti_is_good_once_for_a_key_and_a_URL()
    {
        TestKey key = TestKey.Ec();
        ProofText proof = dpop.Proof(key) with { Id = "\"same\"" };
        Assert.True(Accepted(await dpop.VerifyAsync(proof.Sign())));
        Assert.False(Accepted(await dpop.VerifyAsync((proof with { IssuedAt = $"{dpop.Time.GetUtcNow().ToUnixTimeSeconds() - 1}" }).Sign())));
        Assert.True(Accepted(await dpop.VerifyAsync((dpop.Proof() with { Id = "\"same\"" }).Sign())), "another key");
        string elsewhere = (proof with { Url = "\"http://localhost:5100/par\"" }).Sign();
        Assert.True(Accepted(await dpop.VerifyAsync([elsewhere], DpopUse.PushedAuthorization, path: "/par")), "another URL");
    }

    [Fact]
    public async Task Of_a_hundred_uses_at_once_exactly_one_wins()
    {
        string proof = dpop.Proof().Sign();
        Parsed<DpopProof>[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => dpop.VerifyAsync(proof))));
        Assert.Equal(1, answers.Count(Accepted));
    }

    [Fact]
    public async Task A_proof_is_remembered_as_long_as_it_could_be_accepted()
    {
        string proof = (dpop.Proof() with { IssuedAt = $"{dpop.Time.GetUtcNow().ToUnixTimeSeconds() + 10}" }).Sign();
        Assert.True(Accepted(await dpop.VerifyAsync(proof)));
        for (int i = 0; i < 8; i++)
        {
            dpop.Time.Advance(TimeSpan.FromSeconds(10));
            Assert.False(Accepted(await dpop.VerifyAsync(proof)));
        }
    }

    [Fact]
    public async Task A_proof_that_is_refused_for_something_else_is_not_used_up()
    {
        ProofText proof = dpop.Proof();
        Assert.False(Accepted(await dpop.VerifyAsync([proof.Sign()], path: "/par")));
        Assert.True(Accepted(await dpop.VerifyAsync(proof.Sign())));
    }

    private static bool Accepted(Parsed<DpopProof> answer) => answer.Match(_ => true, _ => false);

    private static string? Description(Parsed<DpopProof> answer) => answer.Match(_ => null, error => error.Description);
}
