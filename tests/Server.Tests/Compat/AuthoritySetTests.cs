using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Compat;

namespace MissionPolicy.Server.Tests.Compat;

/// <summary>Compatibility digest §2: the Authority Set of an envelope.</summary>
public sealed class AuthoritySetTests
{
    private const string Expected =
        """[{"actions":["calendar.event.create","calendar.event.read"],"constraints":{"tenant":"example.com"},"resource":"https://a.example.com","type":"mission_resource_access"},{"actions":["mail.message.send"],"constraints":{"tenant":"example.com"},"resource":"https://b.example.com","type":"mission_resource_access"}]""";

    private static readonly EnvelopeGrant Calendar = Grant("https://a.example.com", "calendar.event", "read", "create");
    private static readonly EnvelopeGrant Mail = Grant("https://b.example.com", "mail.message", "send");

    [Fact]
    public void Entries_stand_in_one_order_whatever_the_order_of_the_grants()
    {
        Assert.Equal(Expected, AuthoritySet.Write(Envelope(Calendar, Mail)));
        Assert.Equal(Expected, AuthoritySet.Write(Envelope(Mail, Calendar)));
    }

    [Fact]
    public void The_hash_is_that_of_the_anchor_with_its_type_and_issuer()
    {
        string expected = Digest.Of($$"""{"iss":"https://op.example.com","typ":"mission-authority-set","value":{{Expected}}}""");
        Assert.Equal(expected, AuthoritySet.Hash(Envelope(Calendar, Mail), "https://op.example.com"));
        Assert.NotEqual(expected, AuthoritySet.Hash(Envelope(Calendar, Mail), "https://other.example.com"));
        Assert.NotEqual(expected, AuthoritySet.Hash(Envelope(Calendar), "https://op.example.com"));
    }

    private static MissionEnvelope Envelope(params EnvelopeGrant[] grants) => new()
    {
        Kind = "https://example.com/purpose",
        EntryVersion = 1,
        EntryDigest = "sha-256:x",
        Client = "assistant",
        Subject = "user_1",
        Tenant = "example.com",
        GoverningParams = "{}",
        Grants = grants.ToValueArray(),
        Lifetime = new Lifetime(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1)),
        PropagationDepth = 0,
    };

    private static EnvelopeGrant Grant(string at, string resource, params string[] operations) => new()
    {
        RuleId = "authority." + resource,
        Resource = resource,
        At = at,
        Operations = operations.ToValueArray(),
        Position = SourcePosition.None,
    };
}
