using System.Net;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Downstream;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Signals.Delivery;
using MissionPolicy.Server.Signals.Receiving;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>The rules that need no host.</summary>
public sealed class DeliveryRulesTests
{
    [Theory]
    [InlineData("93.184.215.14", true)]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.255.255.255", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("64:ff9b::808:808", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2002:808:808::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_plainly_public_addresses_are_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("localhost")]
    [InlineData("::1")]
    public async Task A_connection_to_the_inside_is_not_opened_however_the_name_got_there(string host)
    {
        EndpointGuard guard = new(Options.Create(new SignalOptions()));
        using HttpMessageInvoker client = new(new SocketsHttpHandler { ConnectCallback = guard.ConnectAsync });
        string authority = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        using HttpRequestMessage request = new(HttpMethod.Get, $"http://{authority}:9/");
        HttpRequestException refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.SendAsync(request, TestContext.Current.CancellationToken));
        Assert.Contains("not public", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0.0, 1)]
    [InlineData(1, 1.0, 2)]
    [InlineData(2, 1.0, 4)]
    [InlineData(3, 0.5, 6)]
    [InlineData(9, 1.0, 512)]
    [InlineData(10, 1.0, 900)]
    [InlineData(1000, 0.0, 450)]
    public void The_wait_doubles_up_to_its_longest_with_an_even_spread(int failures, double spread, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.After(failures, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(900), spread));

    [Theory]
    [InlineData(null, 0, "active", 1, LocalMissionStep.Confirm)]
    [InlineData(null, 0, "active", 2, LocalMissionStep.Renew)]
    [InlineData(null, 0, "revoked", 7, LocalMissionStep.Stop)]
    [InlineData("active", 1, "active", 1, LocalMissionStep.Ignore)]
    [InlineData("active", 2, "revoked", 1, LocalMissionStep.Ignore)]
    [InlineData("active", 1, "active", 2, LocalMissionStep.Confirm)]
    [InlineData("active", 1, "active", 3, LocalMissionStep.Renew)]
    [InlineData("active", 1, "ACTIVE", 2, LocalMissionStep.Stop)]
    [InlineData("suspended", 2, "active", 3, LocalMissionStep.Renew)]
    [InlineData("suspended", 2, "revoked", 3, LocalMissionStep.Stop)]
    [InlineData("active", 1, null, 2, LocalMissionStep.Renew)]
    [InlineData("active", 2, null, 2, LocalMissionStep.Ignore)]
    [InlineData("suspended", 2, null, 3, LocalMissionStep.Confirm)]
    [InlineData("active", 5, "revoked", 0, LocalMissionStep.Stop)]
    internal void What_is_told_decides_with_what_is_known(string? known, int version, string? told, int toldVersion, LocalMissionStep step)
    {
        LocalMission? mission = known is null ? null : new LocalMission
        {
            Key = "k", Issuer = "https://op.example.com", MissionRef = "mr_1", FamilyId = "gf_1", State = known, Version = version, SeenAt = DateTimeOffset.UnixEpoch,
        };
        Assert.Equal(step, LocalMissionRules.Decide(mission, new MissionTold("mr_1", told, toldVersion) { At = DateTimeOffset.UnixEpoch }));
    }

    [Theory]
    [InlineData("user_cancelled", "user")]
    [InlineData("admin_revoked", "admin")]
    [InlineData("policy_account_disabled", "policy")]
    [InlineData("superseded", "system")]
    [InlineData("client_rejected_context", "system")]
    [InlineData(null, "system")]
    public void The_reason_says_who_brought_it_about(string? reason, string entity) => Assert.Equal(entity, InitiatingEntity.Of(reason));
}
