using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>The constraints of an authorization detail, one line a constraint.</summary>
public sealed class TokenConstraintsTests
{
    public static TheoryData<string, string> Readable => new()
    {
        { """{}""", "" },
        { """{"account":"a"}""", "account is a" },
        { """{"account":["b","a","a"]}""", "account is one of [a, b]" },
        { """{"account":[]}""", "account is one of []" },
        { """{"account":{"prefix":"acc_"}}""", "account begins with acc_" },
        { """{"id":"evt_9"}""", "id is evt_9" },
        { """{"people":["a","b"]}""", "people only has [a, b]" },
        { """{"people":[]}""", "people only has []" },
        { """{"amount":10.5}""", "amount is 10.5" },
        { """{"amount":{"min":1,"max":2}}""", "amount is at least 1; amount is at most 2" },
        { """{"amount":{"over":0}}""", "amount is over 0" },
        { """{"amount":{"under":3}}""", "amount is under 3" },
        { """{"starts":"2026-12-01T09:00:00+01:00"}""", "starts is 2026-12-01T08:00:00Z" },
        { """{"starts":{"from":"2026-12-01T08:00:00Z","to":"2026-12-05T18:00:00Z"}}""", "starts is at least 2026-12-01T08:00:00Z; starts is under 2026-12-05T18:00:00Z" },
        { """{"starts":{"to":"2026-12-05T18:00:00Z"}}""", "starts is under 2026-12-05T18:00:00Z" },
        { """{"starts":{"after":"2026-12-01T08:00:00Z","until":"2026-12-05T18:00:00Z"}}""", "starts is over 2026-12-01T08:00:00Z; starts is at most 2026-12-05T18:00:00Z" },
        { """{"urgent":true}""", "urgent is true" },
        { """{"length":"PT30M"}""", "length is PT30M" },
        { """{"length":{"max":"PT1H"}}""", "length is at most PT1H" },
        { """{"account":"a","amount":1}""", "account is a; amount is 1" },
    };

    public static TheoryData<string, string> Unreadable => new()
    {
        { """[]""", "constraints: not an object" },
        { """null""", "constraints: not an object" },
        { """{"colour":"red"}""", "constraints.colour: no attribute of the datatypes" },
        { """{"Account":"a"}""", "constraints.Account: no attribute of the datatypes" },
        { """{"account":1}""", "constraints.account: not a text" },
        { """{"account":null}""", "constraints.account: not a text" },
        { """{"account":["a",1]}""", "constraints.account: not a text" },
        { """{"account":{}}""", "constraints.account: says nothing" },
        { """{"account":{"prefix":"a","suffix":"b"}}""", "constraints.account.suffix: a text has no such constraint" },
        { """{"account":{"condition":{"all":[]}}}""", "constraints.account.condition: a text has no such constraint" },
        { """{"amount":"1"}""", "constraints.amount: not a number" },
        { """{"amount":1.00000000000000000000000000001}""", "constraints.amount: not a number" },
        { """{"amount":{"min":"1"}}""", "constraints.amount.min: not a number" },
        { """{"amount":{"from":1}}""", "constraints.amount.from: a number has no such constraint" },
        { """{"starts":"tomorrow"}""", "constraints.starts: not a date-time with an offset (RFC 3339)" },
        { """{"starts":{"from":"2026-12-01T08:00:00"}}""", "constraints.starts.from: not a date-time with an offset (RFC 3339)" },
        { """{"starts":{"min":"2026-12-01T08:00:00Z"}}""", "constraints.starts.min: a date-time with an offset (RFC 3339) has no such constraint" },
        { """{"people":"a"}""", "constraints.people: not a list of texts" },
        { """{"people":{"prefix":"a"}}""", "constraints.people.prefix: a list of texts has no such constraint" },
        { """{"urgent":"true"}""", "constraints.urgent: not a boolean" },
        { """{"length":"P1Y"}""", "constraints.length: not a duration (ISO 8601)" },
        { """{"shared":"a"}""", "constraints.shared: the datatypes give it different types; ask for them one by one" },
        { """{"account":"a","account":"b"}""", "constraints: a name stands twice, or a text or number is outside I-JSON" },
        { """{"account":"\ud800"}""", "constraints: a name stands twice, or a text or number is outside I-JSON" },
    };

    public static TheoryData<string, Condition, string> Written => new()
    {
        { "nothing", Condition.Always, """{}""" },
        { "one text", Account(Comparison.Equal, "a"), """{"account":"a"}""" },
        { "a list of one", When.OneOf(FactName.Attribute("account"), ["a"]), """{"account":"a"}""" },
        { "a list and a prefix", When.All(When.OneOf(FactName.Attribute("account"), ["b", "ab", "a"]), Account(Comparison.StartsWith, "a")), """{"account":["a","ab"]}""" },
        { "two lists that share nothing", When.All(When.OneOf(FactName.Attribute("account"), ["a"]), Account(Comparison.Equal, "b")), """{"account":[]}""" },
        { "two prefixes", When.All(Account(Comparison.StartsWith, "a"), Account(Comparison.StartsWith, "ab")), """{"account":{"prefix":"ab"}}""" },
        { "presence besides more", When.All(When.Present(FactName.Attribute("account")), Account(Comparison.Equal, "a")), """{"account":"a"}""" },
        { "an interval", When.All(Amount(Comparison.Over, 0), Amount(Comparison.AtMost, 20000)), """{"amount":{"over":0,"max":20000}}""" },
        { "the tightest ends", When.All(Amount(Comparison.AtLeast, 2), Amount(Comparison.Over, 2), Amount(Comparison.Under, 9), Amount(Comparison.AtMost, 9)), """{"amount":{"over":2,"under":9}}""" },
        { "a value inside an interval", When.All(Amount(Comparison.Equal, 2), Amount(Comparison.AtMost, 9)), """{"amount":2}""" },
        { "a number of many digits", Amount(Comparison.AtMost, 0.1234567890123456m), """{"amount":{"condition":{"fact":"Action:amount","is":"AtMost","value":{"Number":"0.1234567890123456"}}}}""" },
        { "a choice", When.Any(Account(Comparison.Equal, "a"), Account(Comparison.StartsWith, "b")), """{"account":{"condition":{"any":[{"fact":"Action:account","is":"Equal","value":{"Text":"a"}},{"fact":"Action:account","is":"StartsWith","value":{"Text":"b"}}]}}}""" },
        { "a choice between attributes", When.Any(Account(Comparison.Equal, "a"), Amount(Comparison.Equal, 1)), """{"bound":{"condition":{"any":[{"fact":"Action:account","is":"Equal","value":{"Text":"a"}},{"fact":"Action:amount","is":"Equal","value":{"Number":"1"}}]}}}""" },
        { "nothing at all", Condition.Never, """{"bound":{"condition":{"any":[]}}}""" },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void A_constraint_is_read(string json, string expected) => Assert.Equal(expected, Read(json, "c1"));

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void A_constraint_that_cannot_be_read_is_refused_by_name(string json, string expected) => Assert.Equal(expected, Read(json, "c1", "other"));

    [Fact]
    public void A_detail_without_constraints_has_none() => Assert.Empty(
        Assert.IsType<TokenConstraintsReading.Conditions>(TokenConstraints.Read(default, ["c1"], SomeVocabulary.OfGenerated)).All);

    [Fact]
    public void An_attribute_of_a_class_that_is_not_asked_for_is_unknown() =>
        Assert.Equal("constraints.urgent: no attribute of the datatypes", Read("""{"urgent":true}""", "other"));

    [Theory]
    [MemberData(nameof(Written))]
    public void Bounds_are_written_in_their_plainest_shape(string what, Condition holds, string expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, SomeVocabulary.Write([new AttributeBound("bound", holds)]));
    }

    [Fact]
    public void The_token_of_the_meeting_says_what_the_digest_shows() => Assert.Equal(
        """{"calendar":"cal_team01","starts":{"from":"2026-12-01T00:00:00Z","to":"2026-12-08T00:00:00Z"}}""",
        SomeVocabulary.Write(SomeMission.Envelope.Grants[0].Where));

    private static string Read(string json, params string[] dataTypes)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return TokenConstraints.Read(document.RootElement, dataTypes.ToValueArray(), SomeVocabulary.OfGenerated).Match(
            read => string.Join("; ", read.All.Select(ConditionText.Describe)),
            refused => refused.Detail);
    }

    private static Condition Account(Comparison comparison, string text) => When.Is(FactName.Attribute("account"), comparison, FactValue.Text(text));

    private static Condition Amount(Comparison comparison, decimal number) => When.Is(FactName.Attribute("amount"), comparison, FactValue.Number(number));
}
