using CsCheck;
using MissionPolicy.Engine.Analysis;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Analysis;

/// <summary>For random pairs the answer equals asking the engine every question of a finite world that has a value of every cell.</summary>
public sealed class CatalogPairLaws
{
    [Theory]
    [InlineData(FactKind.Text)]
    [InlineData(FactKind.Number)]
    [InlineData(FactKind.Instant)]
    [InlineData(FactKind.TextSet)]
    public void Authority_is_judged_as_brute_force_judges_it(FactKind kind) => GenPurposePair.Authority(kind).Sample(
        pair =>
        {
            PurposeDifference difference = Compare(pair);
            (bool wider, bool narrower) = BruteForce.Authority(pair.Before, pair.After, kind);
            Expect(difference, DiffDimension.Authority, wider, narrower);
        },
        iter: kind == FactKind.TextSet ? 20 : 80,
        print: GenPurposePair.Print);

    [Theory]
    [InlineData(FactKind.Text)]
    [InlineData(FactKind.Number)]
    [InlineData(FactKind.TextSet)]
    public void Authentication_is_judged_as_brute_force_judges_it(FactKind kind) => GenPurposePair.Authentication(kind).Sample(
        pair =>
        {
            PurposeDifference difference = Compare(pair);
            (bool wider, bool narrower) = BruteForce.Authentication(pair.Before, pair.After, kind);
            Expect(difference, DiffDimension.Authentication, wider, narrower);
        },
        iter: 80,
        print: GenPurposePair.Print);

    [Theory]
    [InlineData(FactKind.Text)]
    [InlineData(FactKind.Number)]
    public void What_authors_rules_do_is_judged_as_brute_force_judges_it(FactKind kind) => GenPurposePair.AuthorRules(kind).Sample(
        pair =>
        {
            PurposeDifference difference = Compare(pair);
            (bool wider, bool narrower) = BruteForce.Effects(pair.Before, pair.After, kind);
            string found = string.Join(
                '\n',
                difference.Dimensions.Select(one => $"{one.Dimension} {one.Classification} {one.Summary} {one.Witness}"));
            Assert.False(difference.IsUndecided, found);
            // Brute force asks what begins and how; how strong a reviewer's sign-in is, is a dimension of its own.
            Change[] judged = [.. difference.Dimensions.Where(one => one.Dimension != DiffDimension.Review).Select(one => one.Classification)];
            Assert.True(wider == judged.Any(change => change is Change.Widened or Change.Incomparable), found);
            Assert.True(narrower == judged.Any(change => change is Change.Narrowed or Change.Incomparable), found);
        },
        iter: Iterations(20),
        print: GenPurposePair.Print);

    [Fact]
    public void A_purpose_is_equivalent_to_itself() => GenPurposePair.Authority(FactKind.Text).Sample(
        pair => CatalogDiff.Compare(Catalog(pair.Before), Catalog(pair.Before)).Purposes.All(purpose => purpose.Classification == Change.Equivalent && purpose.Dimensions.IsEmpty),
        iter: 200,
        print: GenPurposePair.Print);

    [Fact]
    public void Swapping_the_versions_swaps_narrowed_and_widened() => Gen.OneOf(GenPurposePair.Authority(FactKind.Text), GenPurposePair.Authentication(FactKind.Number)).Sample(
        pair => Swapped(Compare(pair).Classification) == Compare((pair.After, pair.Before)).Classification,
        iter: 300,
        print: GenPurposePair.Print);

    // For a long run by command: `LAW_ITERATIONS=5000 dotnet test …`.
    private static int Iterations(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("LAW_ITERATIONS"), out int wanted) ? wanted : usual;

    private static Change Swapped(Change change) => change switch
    {
        Change.Narrowed => Change.Widened,
        Change.Widened => Change.Narrowed,
        _ => change,
    };

    private static CompiledCatalog Catalog(CatalogEntry entry) => CompiledCatalog.Compile(GenPurposePair.Vocabulary, [entry]);

    private static PurposeDifference Compare((CatalogEntry Before, CatalogEntry After) pair) =>
        Assert.Single(CatalogDiff.Compare(Catalog(pair.Before), Catalog(pair.After)).Purposes);

    private static void Expect(PurposeDifference difference, DiffDimension dimension, bool wider, bool narrower)
    {
        DimensionDifference[] found = [.. difference.Dimensions.Where(one => one.Dimension == dimension)];
        Assert.False(difference.IsUndecided, string.Join('\n', found.Select(one => one.Summary)));
        Assert.DoesNotContain(found, one => one.Summary.EndsWith("(could not be decided)", StringComparison.Ordinal));
        Assert.Equal(wider, found.Any(one => one.IsWider));
        Assert.Equal(narrower, found.Any(one => one.Classification is Change.Narrowed or Change.Incomparable));
    }
}
