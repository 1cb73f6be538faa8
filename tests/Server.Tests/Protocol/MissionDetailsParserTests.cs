using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tests.Protocol;

/// <summary>RFC 9396 §5: what is unknown, missing or of a wrong type is refused.</summary>
public sealed class MissionDetailsParserTests
{
    private const string Good =
        "\"type\":\"mission\",\"mission_ref\":\"mr_1\",\"locations\":[\"https://calendar-api.example.com\"],\"datatypes\":[\"calendar.event\"],\"actions\":[\"read\",\"create\",\"read\"]";

    [Fact]
    public void A_token_request_names_one_server_classes_and_operations()
    {
        MissionDetail detail = Assert.Single(Valid($"[{{{Good},\"identifier\":\"evt_9\",\"constraints\":{{\"calendar\":\"cal_team01\"}}}}]", DetailUse.Token));
        Assert.Equal(("mr_1", "evt_9"), (detail.MissionRef, detail.Identifier));
        Assert.Equal(["https://calendar-api.example.com"], detail.Locations);
        Assert.Equal(["calendar.event"], detail.DataTypes);
        Assert.Equal(["create", "read"], detail.Actions);
        Assert.Equal("cal_team01", detail.Constraints.GetProperty("calendar").GetString());
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("approve")]
    public void An_authorization_request_names_a_Mission_and_what_is_to_happen(string operation)
    {
        MissionDetail detail = Assert.Single(Valid($$"""[{"type":"mission","mission_ref":"mr_1","operation":"{{operation}}"}]""", DetailUse.Authorization));
        Assert.Equal(("mr_1", operation), (detail.MissionRef, detail.Operation));
    }

    [Fact]
    public void A_projection_may_name_the_Mission_alone() =>
        Assert.Equal("mr_1", Assert.Single(Valid("""[{"type":"mission","mission_ref":"mr_1"}]""", DetailUse.Projection)).MissionRef);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("[{\"type\":\"mission\",\"type\":\"mission\"}]")]
    [InlineData("[null]")]
    public void A_wrong_shape_is_refused_for_every_use(string json)
    {
        Assert.All(Enum.GetValues<DetailUse>(), use => Assert.Equal("invalid_authorization_details", Refused(json, use)));
    }

    [Theory]
    [InlineData("\"mission_ref\":\"mr_1\"", "\"mission_ref\":7")]
    [InlineData("\"mission_ref\":\"mr_1\",", "")]
    [InlineData("\"type\":\"mission\"", "\"type\":\"payment\"")]
    [InlineData("\"type\":\"mission\",", "")]
    [InlineData("[\"https://calendar-api.example.com\"]", "\"https://calendar-api.example.com\"")]
    [InlineData("[\"https://calendar-api.example.com\"]", "[]")]
    [InlineData("[\"https://calendar-api.example.com\"]", "[\"calendar\"]")]
    [InlineData("[\"https://calendar-api.example.com\"]", "[\"https://a.example.com/#x\"]")]
    [InlineData("[\"https://calendar-api.example.com\"]", "[\"https://a.example.com\",\"https://b.example.com\"]")]
    [InlineData("[\"calendar.event\"]", "[]")]
    [InlineData("[\"calendar.event\"]", "[\"\"]")]
    [InlineData("[\"calendar.event\"]", "[7]")]
    [InlineData("\"datatypes\":[\"calendar.event\"],", "")]
    [InlineData("\"actions\":[\"read\",\"create\",\"read\"]", "\"actions\":[]")]
    [InlineData("\"actions\":[\"read\",\"create\",\"read\"]", "\"identifier\":\"a\"")]
    [InlineData("\"type\"", "\"operation\":\"resume\",\"type\"")]
    [InlineData("\"type\"", "\"identifier\":7,\"type\"")]
    [InlineData("\"type\"", "\"constraints\":[],\"type\"")]
    [InlineData("\"type\"", "\"privileges\":[\"admin\"],\"type\"")]
    public void A_broken_detail_of_a_token_request_is_refused(string good, string broken) =>
        Assert.Equal("invalid_authorization_details", Refused($"[{{{Good.Replace(good, broken, StringComparison.Ordinal)}}}]", DetailUse.Token));

    [Theory]
    [InlineData("")]
    [InlineData(",\"operation\":\"create\"")]
    [InlineData(",\"operation\":7")]
    [InlineData(",\"operation\":\"resume\",\"locations\":[\"https://a.example.com\"]")]
    [InlineData(",\"operation\":\"resume\",\"actions\":[\"read\"]")]
    [InlineData(",\"operation\":\"resume\",\"constraints\":{}")]
    public void A_broken_detail_of_an_authorization_request_is_refused(string more) =>
        Assert.Equal("invalid_authorization_details", Refused($$"""[{"type":"mission","mission_ref":"mr_1"{{more}}}]""", DetailUse.Authorization));

    [Fact]
    public void One_broken_detail_refuses_all() => Assert.Equal("invalid_authorization_details", Refused($"[{{{Good}}},{{}}]", DetailUse.Token));

    private static ValueArray<MissionDetail> Valid(string json, DetailUse use) =>
        MissionDetailsParser.Parse(json, use).Match(details => details, error => throw new InvalidOperationException(error.Description));

    private static string Refused(string json, DetailUse use) => MissionDetailsParser.Parse(json, use).Match(_ => "accepted", error => error.Code);
}
