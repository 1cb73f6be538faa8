using System.Security.Cryptography;
using System.Text.Json;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Keys;

public sealed class KeyTests
{
    [Fact]
    public void A_stored_key_is_the_same_key()
    {
        using AgentKey key = AgentKey.Create();
        using AgentKey again = AgentKey.FromPkcs8(key.ToPkcs8());
        Assert.Equal(key.Thumbprint, again.Thumbprint);
        Assert.Equal(Jose.Thumbprint(key.PublicJwk), key.Thumbprint);
        Assert.Equal(["crv", "kty", "x", "y"], key.PublicJwk.EnumerateObject().Select(member => member.Name));
        Assert.True(Jose.Verifies(again.Sign("{}", "JWT", "k"), key.PublicJwk));
    }

    [Fact]
    public void Another_curve_another_kind_and_trailing_bytes_are_refused()
    {
        using ECDsa p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using RSA rsa = RSA.Create(2048);
        using AgentKey key = AgentKey.Create();
        Assert.ThrowsAny<CryptographicException>(() => AgentKey.FromPkcs8(p384.ExportPkcs8PrivateKey()));
        Assert.ThrowsAny<CryptographicException>(() => AgentKey.FromPkcs8(rsa.ExportPkcs8PrivateKey()));
        Assert.ThrowsAny<CryptographicException>(() => AgentKey.FromPkcs8([]));
        Assert.ThrowsAny<CryptographicException>(() => AgentKey.FromPkcs8([.. key.ToPkcs8(), 0]));
    }

    [Fact]
    public async Task One_key_signs_for_many_at_once()
    {
        using AgentKey key = AgentKey.Create();
        string[] signed = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => key.Sign($$"""{"i":{{i}}}""", "dpop+jwt", null), Agent.Cancellation)));
        Assert.All(signed, jwt => Assert.True(Jose.Verifies(jwt, key.PublicJwk)));
        Assert.Equal(50, signed.Select(jwt => Jose.Part(jwt, 1).GetProperty("i").GetInt32()).Distinct().Count());
    }

    [Fact]
    public void A_secret_compares_but_does_not_print()
    {
        SecretText secret = new("abc");
        Assert.True(secret.Is("abc"));
        Assert.False(secret.Is("abd"));
        Assert.False(secret.Is("ab"));
        Assert.False(secret.Is(null));
        Assert.Equal(new SecretText("abc"), secret);
        Assert.DoesNotContain("abc", $"{secret} {new ClientCredential.SecretBasic(secret)}", StringComparison.Ordinal);
        Assert.Equal("\"abc\"", JsonSerializer.Serialize(secret));
    }
}
