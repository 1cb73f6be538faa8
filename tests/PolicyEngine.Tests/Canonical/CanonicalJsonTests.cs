using System.Text.Json;
using MissionPolicy.Engine.Canonical;

namespace MissionPolicy.Engine.Tests.Canonical;

/// <summary>RFC 8785, with the numbers of its appendix B, and the anchor vectors of the Mission drafts.</summary>
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData(0x0000000000000000UL, "0")]
    [InlineData(0x8000000000000000UL, "0")]
    [InlineData(0x0000000000000001UL, "5e-324")]
    [InlineData(0x8000000000000001UL, "-5e-324")]
    [InlineData(0x7fefffffffffffffUL, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffffUL, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000UL, "9007199254740992")]
    [InlineData(0xc340000000000000UL, "-9007199254740992")]
    [InlineData(0x4430000000000000UL, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5UL, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6UL, "1e+23")]
    [InlineData(0x44b52d02c7e14af7UL, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4eUL, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4fUL, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50UL, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8cUL, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8dUL, "0.000001")]
    [InlineData(0x41b3de4355555553UL, "333333333.3333332")]
    [InlineData(0x41b3de4355555554UL, "333333333.33333325")]
    [InlineData(0x41b3de4355555555UL, "333333333.3333333")]
    [InlineData(0x41b3de4355555556UL, "333333333.3333334")]
    [InlineData(0x41b3de4355555557UL, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696UL, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959UL, "1424953923781206.2")]
    public void A_number_of_appendix_B(ulong bits, string expected) =>
        Assert.Equal(expected, CanonicalJson.Number(BitConverter.UInt64BitsToDouble(bits)));

    [Theory]
    [InlineData("""{"b":1,"a":2}""", """{"a":2,"b":1}""")]
    [InlineData("""{ "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "literals": [null, true, false] }""", """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}""")]
    [InlineData(""" "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/" """, "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"")]
    [InlineData("""{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}""", "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}")]
    [InlineData("[-0, -0.0, 1.0, 100e-2]", "[0,0,1,1]")]
    public void A_text_has_one_form(string json, string expected)
    {
        Assert.Equal(expected, CanonicalJson.Serialize(json));
        Assert.Equal(expected, CanonicalJson.Serialize(CanonicalJson.Serialize(json)));
    }

    [Theory]
    [InlineData("""{"a":1,"\u0061":1}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("[1e400]")]
    public void What_is_not_I_JSON_has_no_canonical_form(string json) =>
        Assert.Throws<CanonicalFormException>(() => CanonicalJson.Serialize(json));

    [Fact]
    public void A_value_nested_deeper_than_the_limit_has_no_canonical_form()
    {
        Assert.NotEmpty(CanonicalJson.Serialize(Nested(CanonicalJson.MaxDepth)));
        Assert.Throws<CanonicalFormException>(() => CanonicalJson.Serialize(Nested(CanonicalJson.MaxDepth + 1)));
    }

    [Theory]
    [InlineData(
        "mission-intent", "https://as.example.com",
        """{"goal":"Reconcile Q3 invoices","resources":["https://erp.example.com"],"expires_at":"2026-12-31T23:59:59Z"}""",
        "sha-256:6mIFoCz79uCHNzKLfBpBwqFjoFXdpmpuc65486IqimQ")]
    [InlineData(
        "mission-authority-set", "https://op.example.com",
        """[{"type":"mission_resource_access","resource":"https://calendar-api.example.com","actions":["calendar.event.create","calendar.event.read"],"constraints":{"tenant":"example.com"}},{"type":"mission_resource_access","resource":"https://email-api.example.com","actions":["mail.message.send"],"constraints":{"recipient_domain":"example.com","tenant":"example.com"}},{"type":"mission_resource_access","resource":"https://crm-api.example.com","actions":["crm.activity.create"],"constraints":{"tenant":"example.com"}}]""",
        "sha-256:9a8gkdNbb-hjs5ZXs4ezfvbDbiLQ7sy59j7o1SFasPs")]
    public void An_anchor_of_the_Mission_drafts(string type, string issuer, string value, string expected)
    {
        using JsonDocument document = JsonDocument.Parse(value);
        Assert.Equal(expected, Digest.Anchor(type, issuer, document.RootElement));
    }

    private static JsonElement Nested(int depth)
    {
        using JsonDocument document = JsonDocument.Parse(new string('[', depth) + new string(']', depth), new JsonDocumentOptions { MaxDepth = depth + 1 });
        return document.RootElement.Clone();
    }
}
