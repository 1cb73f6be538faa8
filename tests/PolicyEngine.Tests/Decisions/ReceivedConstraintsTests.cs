using System.Text.Json;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>Constraints that another server wrote are kept, and only ever added to.</summary>
public sealed class ReceivedConstraintsTests
{
    [Theory]
    [InlineData("""{"account":"acc_1"}""")]
    [InlineData("""{"account":["acc_1","acc_2"],"people":[]}""")]
    [InlineData("""{"account":{"prefix":"acc_"},"urgent":true,"amount":10.5}""")]
    [InlineData("""{"starts":{"from":"2026-12-01T08:00:00Z","to":"2026-12-05T18:00:00Z"},"ends":{"after":"2026-12-01T08:00:00Z","until":"2026-12-05T18:00:00Z"}}""")]
    [InlineData("""{"amount":{"min":1,"under":2},"length":{"over":"PT1M","max":"PT2M"}}""")]
    [InlineData("{}")]
    public void A_known_shape_is_read(string constraints) => Assert.Null(ReceivedConstraints.Unreadable(Json(constraints)));

    [Theory]
    [InlineData("""{"account":"acc_1","room":{"condition":{"any":[]}}}""", "constraints.room is not understood")]
    [InlineData("""{"account":null}""", "constraints.account is not understood")]
    [InlineData("""{"account":{}}""", "constraints.account is not understood")]
    [InlineData("""{"account":[1]}""", "constraints.account is not understood")]
    [InlineData("""{"account":{"prefix":"a","min":1}}""", "constraints.account is not understood")]
    [InlineData("""{"account":{"like":"a"}}""", "constraints.account is not understood")]
    [InlineData("""{"amount":{"min":0.12345678901234567890123456789}}""", "constraints.amount is not understood")]
    [InlineData("""{"starts":{"from":"today"}}""", "constraints.starts is not understood")]
    [InlineData("[]", "constraints is not an object")]
    public void What_is_not_understood_is_named(string constraints, string why) => Assert.Equal(why, ReceivedConstraints.Unreadable(Json(constraints)));

    [Theory]
    [InlineData("""{"account":"acc_1"}""", """{"account":"acc_1"}""")]
    [InlineData("""{"account":["acc_1","acc_2"]}""", """{"account":"acc_1"}""")]
    [InlineData("""{"account":["acc_1","acc_2"]}""", """{"account":["acc_2"]}""")]
    [InlineData("""{"account":{"prefix":"acc_"}}""", """{"account":{"prefix":"acc_1"}}""")]
    [InlineData("""{"account":{"prefix":"acc_"}}""", """{"account":["acc_1","acc_2"]}""")]
    [InlineData("""{"amount":{"min":1,"under":20}}""", """{"amount":{"over":1,"max":19.5}}""")]
    [InlineData("""{"amount":{"max":20}}""", """{"amount":20}""")]
    [InlineData("""{"starts":{"from":"2026-12-01T08:00:00Z"}}""", """{"starts":{"after":"2026-12-01T10:00:00+02:00"}}""")]
    [InlineData("""{"length":{"max":"PT1H"}}""", """{"length":{"max":"PT59M"}}""")]
    [InlineData("{}", """{"account":"acc_9"}""")]
    public void A_narrower_one_takes_the_place_of_the_one_given(string given, string asked) =>
        Assert.Equal(asked, ReceivedConstraints.Narrowed(Json(given), Json(asked))?.GetRawText());

    [Theory]
    [InlineData("""{"account":"acc_1"}""", """{"account":"acc_2"}""")]
    [InlineData("""{"account":["acc_1"]}""", """{"account":["acc_1","acc_2"]}""")]
    [InlineData("""{"account":{"prefix":"acc_1"}}""", """{"account":{"prefix":"acc_"}}""")]
    [InlineData("""{"account":{"prefix":"acc_1"}}""", """{"account":{"min":1}}""")]
    [InlineData("""{"amount":{"max":20}}""", """{"amount":{"min":1}}""")]
    [InlineData("""{"amount":{"under":20}}""", """{"amount":20}""")]
    [InlineData("""{"starts":"2026-12-01T08:00:00Z"}""", """{"starts":"2026-12-01T08:00:00+00:00"}""")]
    public void A_wider_one_is_refused(string given, string asked) => Assert.Null(ReceivedConstraints.Narrowed(Json(given), Json(asked)));

    [Fact]
    public void Both_are_kept_where_they_speak_of_different_attributes()
    {
        Assert.Equal("""{"account":"acc_1","amount":{"max":5}}""", ReceivedConstraints.Narrowed(Json("""{"amount":{"max":5}}"""), Json("""{"account":"acc_1"}"""))?.GetRawText());
        Assert.Equal("""{"amount":1.50}""", ReceivedConstraints.Narrowed(Json("""{"amount":1.50}"""), default)?.GetRawText());
        Assert.Equal("""{"amount":1.50}""", ReceivedConstraints.Narrowed(default, Json("""{"amount":1.50}"""))?.GetRawText());
        Assert.Equal(JsonValueKind.Undefined, ReceivedConstraints.Narrowed(default, default)?.ValueKind);
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
