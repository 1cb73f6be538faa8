using System.Security.Cryptography;

namespace MissionPolicy.Evidence.Tests.Some;

/// <summary>RFC 9162 §2.1 written down once more, word by word over byte arrays: nothing of the product is used here.</summary>
internal static class Rfc9162
{
    /// <summary>§2.1.1: MTH(D[n]).</summary>
    public static byte[] Mth(ReadOnlySpan<byte[]> d)
    {
        if (d.Length == 0)
        {
            return SHA256.HashData([]);
        }

        if (d.Length == 1)
        {
            return SHA256.HashData([0x00, .. d[0]]);
        }

        int k = 1;
        while (k * 2 < d.Length)
        {
            k *= 2;
        }

        return SHA256.HashData([0x01, .. Mth(d[..k]), .. Mth(d[k..])]);
    }

    /// <summary>§2.1.3.2.</summary>
    public static bool Included(byte[] hash, long leafIndex, long treeSize, byte[][] inclusionPath, byte[] rootHash)
    {
        if (leafIndex >= treeSize)
        {
            return false;
        }

        ulong fn = (ulong)leafIndex;
        ulong sn = (ulong)treeSize - 1;
        byte[] r = hash;
        foreach (byte[] p in inclusionPath)
        {
            if (sn == 0)
            {
                return false;
            }

            if (fn % 2 == 1 || fn == sn)
            {
                r = SHA256.HashData([0x01, .. p, .. r]);
                if (fn % 2 == 0)
                {
                    do
                    {
                        fn /= 2;
                        sn /= 2;
                    }
                    while (fn % 2 == 0 && fn != 0);
                }
            }
            else
            {
                r = SHA256.HashData([0x01, .. r, .. p]);
            }

            fn /= 2;
            sn /= 2;
        }

        return sn == 0 && r.AsSpan().SequenceEqual(rootHash);
    }

    /// <summary>§2.1.4.2.</summary>
    public static bool Consistent(long first, byte[] firstHash, long second, byte[] secondHash, byte[][] consistencyPath)
    {
        if (consistencyPath.Length == 0)
        {
            return false;
        }

        List<byte[]> path = [.. consistencyPath];
        if (first > 0 && (first & (first - 1)) == 0)
        {
            path.Insert(0, firstHash);
        }

        ulong fn = (ulong)first - 1;
        ulong sn = (ulong)second - 1;
        while (fn % 2 == 1)
        {
            fn /= 2;
            sn /= 2;
        }

        byte[] fr = path[0];
        byte[] sr = path[0];
        foreach (byte[] c in path.Skip(1))
        {
            if (sn == 0)
            {
                return false;
            }

            if (fn % 2 == 1 || fn == sn)
            {
                fr = SHA256.HashData([0x01, .. c, .. fr]);
                sr = SHA256.HashData([0x01, .. c, .. sr]);
                if (fn % 2 == 0)
                {
                    do
                    {
                        fn /= 2;
                        sn /= 2;
                    }
                    while (fn % 2 == 0 && fn != 0);
                }
            }
            else
            {
                sr = SHA256.HashData([0x01, .. sr, .. c]);
            }

            fn /= 2;
            sn /= 2;
        }

        return sn == 0 && fr.AsSpan().SequenceEqual(firstHash) && sr.AsSpan().SequenceEqual(secondHash);
    }
}
