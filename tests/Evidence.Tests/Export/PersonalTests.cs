using MissionPolicy.Evidence.Tests.Some;

namespace MissionPolicy.Evidence.Tests.Export;

/// <summary>Personal parts beside an export.</summary>
public sealed class PersonalTests : IDisposable
{
    private const int Size = 9;

    private readonly SomeLog log = new(Size);

    [Fact]
    public void Those_that_are_given_are_proved_and_those_that_are_erased_break_nothing()
    {
        for (int erased = 0; erased <= Size; erased++)
        {
            ExportReport report = log.Verify(log.Lines, personal: log.Personal.Skip(erased).Select(static part => part.Bytes()));
            Assert.Empty(report.Findings);
            Assert.Equal((Size, Size - erased), (report.NamedPersonal, report.ProvedPersonal));
        }
    }

    [Fact]
    public void One_that_was_altered_is_found_and_its_record_named()
    {
        PersonalPart[] parts = [.. log.Personal];
        for (int place = 0; place < Size; place++)
        {
            foreach (PersonalPart altered in new[] { parts[place] with { Facts = """{"subject":"other"}""" }, parts[place] with { Salt = "other" } })
            {
                PersonalPart[] given = [.. parts[..place], altered, .. parts[(place + 1)..]];
                Finding finding = Assert.Single(log.Verify(log.Lines, personal: given.Select(static part => part.Bytes())).Findings);
                Assert.Equal((FindingCodes.Personal, (long?)place + 1), (finding.Code, finding.Record));
            }
        }
    }

    [Fact]
    public void One_that_no_record_names_or_that_stands_twice_is_found()
    {
        PersonalPart[] parts = [.. log.Personal];
        Assert.Single(log.Verify(log.Lines, personal: [.. parts.Select(static part => part.Bytes()), parts[0].Bytes()]).Findings);
        Assert.Single(log.Verify(log.Lines, personal: [(parts[0] with { EventId = "ev_none" }).Bytes()]).Findings);
        Assert.Single(log.Verify(log.Lines, personal: ["not JSON"u8.ToArray()]).Findings);
    }

    public void Dispose() => log.Dispose();
}
