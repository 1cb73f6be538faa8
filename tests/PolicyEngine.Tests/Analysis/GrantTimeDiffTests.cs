using MissionPolicy.Engine.Analysis;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Analysis;

/// <summary>What changes when an operation is granted at another time.</summary>
public sealed class GrantTimeDiffTests
{
    private const string File = "incident-response.yaml";
    private const string OnRequest = "    operations: [restart]\n    grant: on_request\n";
    private const string AtStart = "    operations: [restart]\n";

    [Fact]
    public void What_is_no_longer_on_request_is_a_widening_with_a_witness_that_asks_for_nothing()
    {
        DimensionDifference found = Only(Edit.Diff(File, OnRequest, AtStart));
        Assert.Equal((DiffDimension.Authority, Change.Widened), (found.Dimension, found.Classification));
        Assert.Equal("operation `restart` on `host.session`: granted at the start instead of on request", found.Summary);
        Assert.Equal(("reapprove: operation_stronger", "inside"), (found.Witness!.BeforeAnswer, found.Witness.AfterAnswer));
        Assert.DoesNotContain("asks", found.Witness.Question, StringComparison.Ordinal);
    }

    [Fact]
    public void What_becomes_on_request_is_a_narrowing()
    {
        DimensionDifference found = Only(Edit.Undo(File, OnRequest, AtStart));
        Assert.Equal((DiffDimension.Authority, Change.Narrowed), (found.Dimension, found.Classification));
        Assert.Equal("operation `restart` on `host.session`: granted on request instead of at the start", found.Summary);
    }

    [Fact]
    public void What_is_new_on_request_is_a_widening_with_a_witness_that_asks_for_it()
    {
        DimensionDifference found = Only(Edit.Undo(File, "  - resource: host.session\n    at: https://ops-api.example.com\n" + OnRequest + "    where: { service: { equals: params.service } }\n", string.Empty));
        Assert.Equal((DiffDimension.Authority, Change.Widened), (found.Dimension, found.Classification));
        Assert.Equal("operation `restart` on `host.session` is new", found.Summary);
        Assert.Contains("\"asks\"", found.Witness!.Question, StringComparison.Ordinal);
    }

    [Fact]
    public void A_longer_life_still_has_its_witness() => Assert.Equal(
        (DiffDimension.Lifetime, Change.Widened), Of(Only(Edit.Diff(File, "lifetime: { max: 1h, idle: 15m }", "lifetime: { max: 2h, idle: 15m }"))));

    [Fact]
    public void A_looser_bound_of_what_is_on_request_is_a_widening() => Assert.Equal(
        (DiffDimension.Authority, Change.Widened),
        Of(Only(Edit.Diff(File, OnRequest + "    where: { service: { equals: params.service } }\n", OnRequest))));

    [Fact]
    public void Any_change_of_the_times_is_wider_where_more_is_granted_at_the_start_and_narrower_where_less_is()
    {
        CompiledPurpose[] purposes = [.. Enumerable.Range(0, 4).Select(SomeRequests.WithTimes)];
        for (int before = 0; before < purposes.Length; before++)
        {
            for (int after = 0; after < purposes.Length; after++)
            {
                (bool wider, bool narrower) = ((before & ~after) != 0, (after & ~before) != 0);
                CatalogDifference difference = CatalogDiff.Compare(Catalog(purposes[before]), Catalog(purposes[after]));
                Change expected = (wider, narrower) switch
                {
                    (true, true) => Change.Incomparable, (true, false) => Change.Widened, (false, true) => Change.Narrowed, _ => Change.Equivalent,
                };
                Assert.Equal((expected, wider), (Assert.Single(difference.Purposes).Classification, difference.IsWidened));
            }
        }
    }

    private static CompiledCatalog Catalog(CompiledPurpose purpose) => CompiledCatalog.Compile(purpose.Vocabulary, [purpose.Entry]);

    private static (DiffDimension Dimension, Change Classification) Of(DimensionDifference found) =>
        (found.Dimension, found.Classification);

    private static DimensionDifference Only(CatalogDifference difference) =>
        Assert.Single(Assert.Single(difference.Purposes, purpose => purpose.Classification != Change.Equivalent).Dimensions);
}
