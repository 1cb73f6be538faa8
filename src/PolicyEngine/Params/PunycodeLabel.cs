using System.Text;

namespace MissionPolicy.Engine.Params;

/// <summary>Decodes the part of an A-label after <c>xn--</c>.</summary>
/// <remarks>Source: RFC 3492 §6.2. The runtime's own decoder follows the machine's globalization mode, and the engine must not.</remarks>
internal static class PunycodeLabel
{
    private const int Base = 36;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int Skew = 38;
    private const int TMax = 26;
    private const int TMin = 1;

    /// <summary>The code points, or null when the text is not Punycode.</summary>
    public static int[]? Decode(string text)
    {
        int delimiter = text.LastIndexOf('-');
        List<int> output = [.. (delimiter > 0 ? text[..delimiter] : string.Empty).Select(c => (int)char.ToLowerInvariant(c))];
        int n = 128;
        int i = 0;
        int bias = InitialBias;
        int at = delimiter > 0 ? delimiter + 1 : 0;
        if (at == text.Length)
        {
            return null;
        }

        while (at < text.Length)
        {
            int before = i;
            int weight = 1;
            for (int k = Base; ; k += Base)
            {
                if (at == text.Length || Digit(text[at++]) is not int digit || digit > (int.MaxValue - i) / weight)
                {
                    return null;
                }

                i += digit * weight;
                int threshold = Math.Clamp(k - bias, TMin, TMax);
                if (digit < threshold)
                {
                    break;
                }

                if (weight > int.MaxValue / (Base - threshold))
                {
                    return null;
                }

                weight *= Base - threshold;
            }

            int count = output.Count + 1;
            bias = Adapt(i - before, count, before == 0);
            if (i / count > 0x10FFFF - n || !Rune.IsValid(n + (i / count)))
            {
                return null;
            }

            n += i / count;
            i %= count;
            output.Insert(i++, n);
        }

        return [.. output];
    }

    private static int Adapt(int delta, int count, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / count;
        int k = 0;
        while (delta > (Base - TMin) * TMax / 2)
        {
            delta /= Base - TMin;
            k += Base;
        }

        return k + ((Base - TMin + 1) * delta / (delta + Skew));
    }

    private static int? Digit(char c) => c switch
    {
        >= 'a' and <= 'z' => c - 'a',
        >= 'A' and <= 'Z' => c - 'A',
        >= '0' and <= '9' => c - '0' + 26,
        _ => null,
    };
}
