using System.Security.Cryptography;
using MissionPolicy.Server.Keys;

namespace MissionPolicy.Server.Tests.Keys;

public sealed class EcVerifiersTests
{
    private const int Messages = 200;
    private static readonly byte[] Signed = "signed"u8.ToArray();

    [Fact]
    public void A_key_that_is_known_is_as_strict_as_one_that_is_new()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECParameters point = key.ExportParameters(includePrivateParameters: false);
        byte[] good = key.SignData(Signed, HashAlgorithmName.SHA256);
        for (int round = 0; round < 3; round++)
        {
            Assert.True(EcVerifiers.Verify(point, Signed, good));
            Assert.False(EcVerifiers.Verify(point, "Signed"u8, good));
            Assert.False(EcVerifiers.Verify(point, Signed, other.SignData(Signed, HashAlgorithmName.SHA256)));
            Assert.False(EcVerifiers.Verify(other.ExportParameters(includePrivateParameters: false), Signed, good));
        }
    }

    [Fact]
    public void A_key_that_is_no_point_is_refused_again_and_again()
    {
        ECParameters nowhere = new() { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = new byte[32], Y = new byte[32] } };
        Assert.ThrowsAny<CryptographicException>(() => EcVerifiers.Verify(nowhere, Signed, new byte[64]));
        Assert.ThrowsAny<CryptographicException>(() => EcVerifiers.Verify(nowhere, Signed, new byte[64]));
    }

    [Fact]
    public void One_key_is_used_by_many_at_once()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECParameters point = key.ExportParameters(includePrivateParameters: false);
        byte[][] messages = [.. Enumerable.Range(0, Messages).Select(BitConverter.GetBytes)];
        byte[][] signatures = [.. messages.Select(message => key.SignData(message, HashAlgorithmName.SHA256))];
        int right = 0;
        Parallel.For(0, 10 * Messages, round =>
        {
            bool isOwn = round / Messages % 2 == 0;
            int message = round % Messages;
            if (EcVerifiers.Verify(point, messages[message], signatures[isOwn ? message : (message + 1) % Messages]) == isOwn)
            {
                Interlocked.Increment(ref right);
            }
        });
        Assert.Equal(10 * Messages, right);
    }
}
