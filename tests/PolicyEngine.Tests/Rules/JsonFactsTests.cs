using System.Globalization;
using System.Text.Json;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Rules;

/// <summary>JSON values as typed facts.</summary>
public sealed class JsonFactsTests
{
    [Theory]
    [InlineData("1e-2", 0.01)]
    [InlineData("1e+2", 100)]
    [InlineData("-12.5E1", -125)]
    public void A_number_is_the_same_in_every_culture(string json, double expected)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (odd.NumberFormat.NegativeSign, odd.NumberFormat.PositiveSign, odd.NumberFormat.NumberDecimalSeparator) = ("~", "^", ",");
        try
        {
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(FactValue.Number((decimal)expected), JsonFacts.Read(JsonElement.Parse(json), FactKind.Number));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Their value rounds to nothing or is beyond what can be held; the exponent alone must not decide which way that fails.
    [Theory]
    [InlineData("1e-2147483648")]
    [InlineData("1e-2147483647")]
    [InlineData("1e-2147483620")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("0e2147483647")]
    [InlineData("1e-29")]
    public void A_number_with_an_exponent_that_cannot_be_kept_is_no_fact(string json) =>
        Assert.Equal(FactValue.Absent, JsonFacts.Read(JsonElement.Parse(json), FactKind.Number));
}
