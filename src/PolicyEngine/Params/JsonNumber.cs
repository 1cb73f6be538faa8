using System.Globalization;
using System.Numerics;

namespace MissionPolicy.Engine.Params;

/// <summary>A JSON number exactly as written: an integer times a power of ten. Comparing and dividing never expand a huge exponent.</summary>
public readonly struct JsonNumber : IEquatable<JsonNumber>, IComparable<JsonNumber>
{
    // Beyond this a number is only "immense" or "tiny"; no real input comes near it.
    private const int ExponentCap = 1_000_000_000;

    private readonly BigInteger mantissa;
    private readonly int exponent;

    private JsonNumber(BigInteger mantissa, int exponent)
    {
        this.mantissa = mantissa;
        this.exponent = exponent;
    }

    /// <summary>Whether the number has no fraction; <c>1.0</c> has none.</summary>
    public bool IsInteger => exponent >= 0;

    /// <summary>Whether the number is greater than zero.</summary>
    public bool IsPositive => mantissa.Sign > 0;

    /// <summary>Whether the number is less than zero.</summary>
    public bool IsNegative => mantissa.Sign < 0;

    /// <summary>Equality by value.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other number.</param>
    public static bool operator ==(JsonNumber left, JsonNumber right) => left.Equals(right);

    /// <summary>Inequality by value.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other number.</param>
    public static bool operator !=(JsonNumber left, JsonNumber right) => !left.Equals(right);

    /// <summary>Order by value.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other number.</param>
    public static bool operator <(JsonNumber left, JsonNumber right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="op_LessThan(JsonNumber, JsonNumber)"/>
    public static bool operator >(JsonNumber left, JsonNumber right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="op_LessThan(JsonNumber, JsonNumber)"/>
    public static bool operator <=(JsonNumber left, JsonNumber right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="op_LessThan(JsonNumber, JsonNumber)"/>
    public static bool operator >=(JsonNumber left, JsonNumber right) => left.CompareTo(right) >= 0;

    /// <summary>Reads the raw text of a JSON number.</summary>
    /// <param name="raw">Text that the JSON reader accepted as a number.</param>
    public static JsonNumber Parse(string raw)
    {
        int e = raw.AsSpan().IndexOfAny('e', 'E');
        string coefficient = e < 0 ? raw : raw[..e];
        int power = e < 0 ? 0 : Power(raw.AsSpan(e + 1));
        int dot = coefficient.IndexOf('.', StringComparison.Ordinal);
        int fraction = dot < 0 ? 0 : coefficient.Length - dot - 1;
        BigInteger digits = BigInteger.Parse(
            coefficient.Replace(".", string.Empty, StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return Normalise(digits, power - fraction);
    }

    /// <summary>Whether the number is an integer multiple of another.</summary>
    /// <param name="unit">The other number; positive.</param>
    public bool IsMultipleOf(JsonNumber unit)
    {
        if (mantissa.IsZero)
        {
            return true;
        }

        int shift = exponent - unit.exponent;
        if (shift >= 0)
        {
            return (mantissa * BigInteger.ModPow(10, shift, unit.mantissa) % unit.mantissa).IsZero;
        }

        // The mantissa has no trailing zero, so it cannot hold more powers of ten than it has digits.
        return -shift <= DigitCount(mantissa) && (mantissa % (unit.mantissa * BigInteger.Pow(10, -shift))).IsZero;
    }

    /// <summary>The number as a count, for keywords such as <c>minLength</c>.</summary>
    /// <param name="count">The count; numbers past the greatest one are cut to it, because no instance is that large.</param>
    /// <returns>False when the number is negative or has a fraction.</returns>
    public bool TryCount(out int count)
    {
        count = 0;
        if (IsNegative || !IsInteger)
        {
            return false;
        }

        count = DigitCount(mantissa) + (long)exponent > 9 && !mantissa.IsZero ? int.MaxValue : (int)(mantissa * BigInteger.Pow(10, exponent));
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(JsonNumber other)
    {
        if (mantissa.Sign != other.mantissa.Sign || mantissa.IsZero)
        {
            return mantissa.Sign.CompareTo(other.mantissa.Sign);
        }

        int magnitude = ((long)DigitCount(mantissa) + exponent).CompareTo((long)DigitCount(other.mantissa) + other.exponent);
        if (magnitude != 0)
        {
            return magnitude * mantissa.Sign;
        }

        // Same magnitude: the exponents differ by no more than the digits do, so aligning stays small.
        int low = Math.Min(exponent, other.exponent);
        return (mantissa * BigInteger.Pow(10, exponent - low)).CompareTo(other.mantissa * BigInteger.Pow(10, other.exponent - low));
    }

    /// <inheritdoc/>
    public bool Equals(JsonNumber other) => mantissa == other.mantissa && exponent == other.exponent;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JsonNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(mantissa, exponent);

    /// <summary>The number in plain digits, or with an exponent when that is shorter.</summary>
    public override string ToString()
    {
        string digits = BigInteger.Abs(mantissa).ToString(CultureInfo.InvariantCulture);
        string sign = IsNegative ? "-" : string.Empty;
        return exponent switch
        {
            0 => sign + digits,
            > 0 and <= 12 => sign + digits + new string('0', exponent),
            < 0 when -exponent < digits.Length => $"{sign}{digits[..(digits.Length + exponent)]}.{digits[(digits.Length + exponent)..]}",
            < 0 and >= -12 => sign + "0." + digits.PadLeft(-exponent, '0'),
            _ => string.Create(CultureInfo.InvariantCulture, $"{sign}{digits}e{exponent}"),
        };
    }

    private static int Power(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power) && Math.Abs((long)power) <= ExponentCap
            ? power
            : text[0] == '-' ? -ExponentCap : ExponentCap;

    private static JsonNumber Normalise(BigInteger digits, int power)
    {
        if (digits.IsZero)
        {
            return new JsonNumber(BigInteger.Zero, 0);
        }

        while (true)
        {
            BigInteger shorter = BigInteger.DivRem(digits, 10, out BigInteger last);
            if (!last.IsZero)
            {
                return new JsonNumber(digits, power);
            }

            digits = shorter;
            power++;
        }
    }

    private static int DigitCount(BigInteger value) => BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).Length;
}
