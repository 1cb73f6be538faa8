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
}
