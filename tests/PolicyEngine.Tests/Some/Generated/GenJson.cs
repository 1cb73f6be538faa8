using CsCheck;

namespace MissionPolicy.Engine.Tests.Some.Generated;

/// <summary>JSON values as text, from few names, texts and numbers, so that schemas and values meet; hostile ones among them.</summary>
internal static class GenJson
{
    public static readonly string[] Names = ["\"a\"", "\"b\"", "\"aa\"", "\"a/b\"", "\"~\"", "\"~1\"", "\"\"", "\"%61\"", "\"-\"", "\"0\"", "\"\u00e9\"", "\"a\\n\"", "\"\\\"\""];

    public static readonly string[] Numbers =
    [
        "0", "-0", "1", "1.0", "10e-1", "-1", "2", "3", "0.5", "0.01", "0.015", "100", "1e2", "1e400", "-1e400", "1e-400", "5e4294967296",
        "1234567890123456789012345678901", "1234567890123456789012345678902", "9007199254740993", "9007199254740992",
    ];

    public static readonly string[] Scalars =
    [
        .. Numbers, "null", "true", "false", "\"\"", "\"a\"", "\"aa\"", "\"b\"", "\"a\\n\"", "\"\\r\\n\"", "\"\ud83d\udc32\"", "\"a\ud83d\udc32\"", "\"e\u0301\"", "\"\u0661\"",
        "\"2026-12-01\"", "\"2026-12-01T09:00:00Z\"", "\"P1D\"", "\"a@example.com\"", "\"https://example.com/a\"", "\"127.0.0.1\"", "\"::1\"", "\"example.com\"",
    ];

    private static readonly Gen<string>[] ByDepth = Make(4);

    public static Gen<string> Any(int depth) => ByDepth[depth];

    private static Gen<string>[] Make(int depths)
    {
        Gen<string> scalar = Gen.OneOf(Scalars);
        Gen<string>[] made = new Gen<string>[depths];
        made[0] = scalar;
        for (int depth = 1; depth < depths; depth++)
        {
            Gen<string> inner = made[depth - 1];
            made[depth] = Gen.Frequency(
                (2, scalar),
                (3, inner.Array[0, 4].Select(items => $"[{string.Join(',', items)}]")),
                (5, Gen.Select(Gen.OneOf(Names), inner).Array[0, 4].Select(members =>
                    $"{{{string.Join(',', members.DistinctBy(member => member.Item1).Select(member => $"{member.Item1}:{member.Item2}"))}}}")));
        }

        return made;
    }
}
