using CsCheck;
using MissionPolicy.Engine.Analysis.Languages;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Tests.Analysis;

/// <summary>Languages of patterns agree with the matcher on every short text.</summary>
public sealed class PatternLaws
{
    // A letter of every class that the patterns can tell apart, and one that is two code units.
    private static readonly string[] Letters = ["a", "b", "c", "-", "\n", "\ud83d\ude00"];
    private static readonly string[] Texts = [.. Enumerable.Range(0, 5).SelectMany(Words)];

    private static readonly Gen<string> Pattern = Gen.Recursive<string>((depth, inner) =>
    {
        Gen<string> letter = Gen.OneOf("a", "b", "[ab]", "[^a]", "\\w", ".");
        return depth >= 3 ? letter : Gen.Frequency(
            (3, letter),
            (3, Gen.Select(inner, inner, (first, second) => first + second)),
            (2, Gen.Select(inner, inner, (first, second) => $"(?:{first}|{second})")),
            (2, Gen.Select(inner, Gen.OneOf("*", "+", "?", "{2}", "{1,3}", "{2,}"), (part, times) => $"({part}){times}")));
    }).Select(pattern => $"^{pattern}$");

    [Fact]
    public void A_pattern_accepts_what_the_matcher_accepts() => Pattern.Sample(
        pattern =>
        {
            Expression read = ExpressionReader.Read(pattern)!;
            SchemaPattern matcher = Matcher(pattern);
            return Texts.All(text => text.Aggregate(read, (at, c) => at.After(c)).IsNullable == matcher.IsMatch(text));
        },
        iter: 300);

    [Fact]
    public void Containment_agrees_with_all_short_texts() => Gen.Select(Pattern, Pattern, Gen.Int[0, 2], Gen.Int[2, 4]).Sample(
        sample =>
        {
            (TextLanguage inner, TextLanguage outer) = (new(ExpressionReader.Read(sample.Item1)!, sample.Item3, sample.Item4), new(ExpressionReader.Read(sample.Item2)!, 0, 4));
            bool? isContained = TextLanguage.Contains(outer, inner, out string? outside);
            (SchemaPattern one, SchemaPattern other) = (Matcher(sample.Item1), Matcher(sample.Item2));
            bool expected = Texts.Where(text => Length(text) >= sample.Item3 && Length(text) <= sample.Item4 && one.IsMatch(text)).All(text => other.IsMatch(text));
            Assert.Equal(expected, isContained);
            Assert.True(outside is null || (one.IsMatch(outside) && !other.IsMatch(outside)));
        },
        iter: 300);

    [Theory]
    [InlineData("^(?=a)b$")]
    [InlineData("^(a)\\1$")]
    [InlineData("^\\p{L}$")]
    [InlineData("^a\\b$")]
    [InlineData("^(^a|b)$")]
    [InlineData("^a$b$")]
    public void A_pattern_outside_of_the_readable_part_is_not_read(string pattern) => Assert.Null(ExpressionReader.Read(pattern));

    [Theory]
    [InlineData("a", "xay", true)]
    [InlineData("^a", "ay", true)]
    [InlineData("^a", "ya", false)]
    [InlineData("a$|^b", "bz", true)]
    [InlineData("a$|^b", "za", true)]
    [InlineData("a$|^b", "az", false)]
    public void A_pattern_without_anchors_matches_anywhere(string pattern, string text, bool expected) =>
        Assert.Equal(expected, text.Aggregate(ExpressionReader.Read(pattern)!, (at, c) => at.After(c)).IsNullable);

    [Fact]
    public void A_length_is_counted_in_code_points()
    {
        TextLanguage three = new(ExpressionReader.Read("^.{3}$")!, 0, 2);
        Assert.True(TextLanguage.Contains(new TextLanguage(Expression.Nothing, 0, null), three, out _));
        TextLanguage one = new(ExpressionReader.Read("^\ud83d\ude00$")!, 1, 1);
        Assert.True(TextLanguage.Contains(new TextLanguage(ExpressionReader.Read("^[^a]$")!, 0, 1), one, out _));
        Assert.False(TextLanguage.Contains(new TextLanguage(ExpressionReader.Read("^[a]$")!, 0, 1), one, out string? text));
        Assert.Equal((2, 1), (text!.Length, Length(text)));
    }

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static SchemaPattern Matcher(string pattern) =>
        PatternSyntax.TryCompile(pattern, out SchemaPattern? compiled, out string? why) ? compiled! : throw new InvalidOperationException(why);

    private static IEnumerable<string> Words(int length) => length == 0 ? [""] : Words(length - 1).SelectMany(word => Letters.Select(letter => word + letter));
}
