using System.Globalization;
using System.Text.Json;
using MissionPolicy.Samples.ResourceGuard.Grants;

namespace MissionPolicy.Scenario.Tests.Guard;

/// <summary>The shapes of <c>constraints</c>.</summary>
public sealed class ConstraintTests
{
    [Theory]
    [InlineData("\"a\"", "a", true)]
    [InlineData("\"a\"", "A", false)]
    [InlineData("[\"a\",\"b\"]", "b", true)]
    [InlineData("[\"a\",\"b\"]", "c", false)]
    [InlineData("[]", "a", false)]
    [InlineData("{\"prefix\":\"cal_\"}", "cal_1", true)]
    [InlineData("{\"prefix\":\"cal_\"}", "mal_1", false)]
    [InlineData("{\"prefix\":\"cal_\",\"suffix\":\"1\"}", "cal_1", false)]
    [InlineData("{\"condition\":{}}", "a", false)]
    [InlineData("{}", "a", false)]
    [InlineData("null", "a", false)]
    [InlineData("1", "1", false)]
    public void A_text(string bound, string value, bool holds) => Judge(bound, AttributeValue.Of(value), holds);

    [Theory]
    [InlineData("[\"a\",\"b\"]", "a", true)]
    [InlineData("[\"a\",\"b\"]", "b a", true)]
    [InlineData("[\"a\",\"b\"]", "a c", false)]
    [InlineData("[\"a\",1]", "a", false)]
    [InlineData("\"a\"", "a", false)]
    [InlineData("{\"prefix\":\"a\"}", "a", false)]
    public void A_set(string bound, string values, bool holds) => Judge(bound, AttributeValue.Of(values.Split(' ')), holds);

    [Theory]
    [InlineData("{\"from\":\"2026-12-01T09:00:00Z\"}", true)]
    [InlineData("{\"after\":\"2026-12-01T09:00:00Z\"}", false)]
    [InlineData("{\"to\":\"2026-12-01T09:00:00Z\"}", false)]
    [InlineData("{\"until\":\"2026-12-01T09:00:00Z\"}", true)]
    [InlineData("{\"from\":\"2026-12-01T10:00:00+01:00\",\"to\":\"2026-12-01T09:00:01Z\"}", true)]
    [InlineData("\"2026-12-01T10:00:00+01:00\"", true)]
    [InlineData("{\"from\":\"2026-12-01\"}", false)]
    [InlineData("{\"from\":\"2026-12-01T09:00:00\"}", false)]
    [InlineData("{\"min\":\"2026-12-01T09:00:00Z\"}", false)]
    [InlineData("{\"from\":\"2026-12-01T09:00:00Z\",\"weekday\":\"monday\"}", false)]
    [InlineData("{}", false)]
    [InlineData("true", false)]
    public void An_instant(string bound, bool holds) =>
        Judge(bound, AttributeValue.Of(DateTimeOffset.Parse("2026-12-01T09:00:00Z", CultureInfo.InvariantCulture)), holds);

    [Theory]
    [InlineData("10", true)]
    [InlineData("10.0", true)]
    [InlineData("11", false)]
    [InlineData("{\"min\":10}", true)]
    [InlineData("{\"over\":10}", false)]
    [InlineData("{\"max\":10}", true)]
    [InlineData("{\"under\":10}", false)]
    [InlineData("{\"min\":1,\"max\":100}", true)]
    [InlineData("{\"max\":\"10\"}", false)]
    [InlineData("{\"from\":10}", false)]
    [InlineData("\"10\"", false)]
    [InlineData("1e400", false)]
    public void A_number(string bound, bool holds) => Judge(bound, AttributeValue.Of(10m), holds);

    [Theory]
    [InlineData("\"PT1H\"", true)]
    [InlineData("\"PT60M\"", true)]
    [InlineData("{\"max\":\"PT1H\"}", true)]
    [InlineData("{\"under\":\"PT1H\"}", false)]
    [InlineData("{\"max\":\"P1D\"}", true)]
    [InlineData("{\"max\":\"P1M\"}", false)]
    [InlineData("{\"max\":\"-PT1H\"}", false)]
    [InlineData("{\"max\":\"PT\"}", false)]
    [InlineData("{\"max\":3600}", false)]
    public void A_duration(string bound, bool holds) => Judge(bound, AttributeValue.Of(TimeSpan.FromHours(1)), holds);

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", false)]
    public void A_flag(string bound, bool holds) => Judge(bound, AttributeValue.Of(true), holds);

    private static void Judge(string bound, AttributeValue value, bool holds) => Assert.Equal(holds, Constraint.Holds(JsonElement.Parse(bound), value));
}
