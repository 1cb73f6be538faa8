using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Loading;

/// <summary>The word <c>grant</c> in the catalog.</summary>
public sealed class GrantTimeLoadingTests
{
    [Fact]
    public void The_word_is_read_printed_and_part_of_the_digest()
    {
        CatalogEntry entry = SomeRequests.Purpose.Entry;
        Assert.Equal([GrantTime.AtStart, GrantTime.OnRequest, GrantTime.OnRequest], entry.Authority.Select(rule => rule.Grant));
        string printed = CatalogPrinter.Print(entry);
        Assert.Equal(2, printed.Split("grant: on_request").Length - 1);
        Assert.Equal(entry.Authority, SomeMission.Purpose(SomeYaml.Meeting with { Text = printed }).Entry.Authority);
        CompiledPurpose atStart = SomeMission.Purpose(SomeRequests.Source("grant: on_request", "grant: at_start"));
        Assert.NotEqual(atStart.Digest, SomeRequests.Purpose.Digest);
        Assert.DoesNotContain("grant:", CatalogPrinter.Print(atStart.Entry), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Mission_that_starts_with_nothing_is_an_error()
    {
        CatalogDiagnostic found = Single(
            SomeRequests.Source("operations: [read, create]", "operations: [read, create]\n    grant: on_request"));
        Assert.Equal((DiagnosticCodes.NothingAtStart, "$.authority[0].grant"), (found.Code, found.Position.Path));
    }

    [Fact]
    public void Another_word_is_an_error_with_a_suggestion() =>
        Assert.Equal(DiagnosticCodes.UnknownWord, Single(SomeRequests.Source("grant: on_request\n    where: { calendar", "grant: on_requst\n    where: { calendar")).Code);

    [Fact]
    public void What_an_item_on_request_implies_may_be_there_from_the_start_and_what_it_names_may_not()
    {
        CatalogDiagnostic found = Single(SomeRequests.Source("operations: [update]", "operations: [update, read]"));
        Assert.Equal((DiagnosticCodes.AuthorityOverlap, "$.authority[1].operations"), (found.Code, found.Position.Path));
    }

    [Fact]
    public void A_provisional_beginning_needs_something_that_is_there_from_the_start()
    {
        const string Review = "approval: { mode: review, review: { reviewers: [group:it], approvals: 1, not_the_requester: true, expires_after: 1h, provisional: { resources: [RES], operations: [OP], lifetime: 15m } } }";
        CatalogDiagnostic found = Single(SomeRequests.Source("approval: { mode: user }", Review.Replace("RES", "mail.message", StringComparison.Ordinal).Replace("OP", "send", StringComparison.Ordinal)));
        Assert.Equal((DiagnosticCodes.ProvisionalWider, "$.approval.review.provisional.operations"), (found.Code, found.Position.Path));
        Assert.NotNull(SomeMission.Purpose(SomeRequests.Source("approval: { mode: user }", Review.Replace("RES", "calendar.event", StringComparison.Ordinal).Replace("OP", "read", StringComparison.Ordinal))));
    }

    private static CatalogDiagnostic Single(CatalogSource source) =>
        SomeYaml.Load(source).Match(_ => throw new InvalidOperationException("loaded"), refused => Assert.Single(refused.Diagnostics));
}
