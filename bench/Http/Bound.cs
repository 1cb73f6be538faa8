using System.Security.Cryptography;

namespace MissionPolicy.Http.Bench;

/// <summary>What no server can do without: verifying a proof and signing a token, both ES256 with a key that is ready.</summary>
internal static class Bound
{
    // As long as a proof and a token usually are.
    private const int Bytes = 600;
    private const int Batch = 100;

    /// <summary>Measures both on this thread.</summary>
    /// <param name="time">How much processor time to spend on it.</param>
    /// <returns>Processor time of one pair, in microseconds.</returns>
    public static double Measure(TimeSpan time)
    {
        byte[] data = RandomNumberGenerator.GetBytes(Bytes);
        using ECDsa own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa known = ECDsa.Create(own.ExportParameters(includePrivateParameters: false));
        byte[] signature = own.SignData(data, HashAlgorithmName.SHA256);
        Pairs(own, known, data, signature);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        TimeSpan spent = TimeSpan.Zero;
        int pairs = 0;
        while (spent < time)
        {
            Pairs(own, known, data, signature);
            pairs += Batch;
            spent = Environment.CpuUsage.TotalTime - before;
        }

        return spent.TotalMicroseconds / pairs;
    }

    private static void Pairs(ECDsa own, ECDsa known, byte[] data, byte[] signature)
    {
        for (int i = 0; i < Batch; i++)
        {
            if (!known.VerifyData(data, signature, HashAlgorithmName.SHA256))
            {
                throw new BenchFailure("A good signature is refused.");
            }

            own.SignData(data, HashAlgorithmName.SHA256);
        }
    }
}
