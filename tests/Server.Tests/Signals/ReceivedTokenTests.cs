using System.Net;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>What the receiving side takes for a security event token of its transmitter (RFC 8417, RFC 8935).</summary>
public sealed class ReceivedTokenTests : IAsyncLifetime
{
    private readonly HomeSigner home = new();
    private CrmHost? started;

    private CrmHost Crm => started!;

    private DateTimeOffset Now => Crm.Host.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => started = await CrmHost.StartAsync(home.Jwks);

    public async ValueTask DisposeAsync()
    {
        await Crm.DisposeAsync();
        home.Dispose();
    }

    [Fact]
    public async Task An_event_of_another_key_is_refused()
    {
        using HomeSigner stranger = new();
        TestHost.Answer answer = await Crm.PushAsync(stranger.Lifecycle(Now, "mr_12", "revoked", 2));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_key"), (answer.Status, answer.Json.GetProperty("err").GetString()));
    }

    [Fact]
    public async Task A_payload_that_was_altered_is_refused()
    {
        string[] parts = home.Lifecycle(Now, "mr_13", "active", 2).Split('.');
        string other = home.Lifecycle(Now, "mr_13", "revoked", 2).Split('.')[1];
        Assert.Equal("invalid_key", (await Crm.PushAsync($"{parts[0]}.{other}.{parts[2]}")).Json.GetProperty("err").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a token")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("{\"iss\":\"x\"}")]
    public async Task What_is_no_signed_token_is_refused(string body)
    {
        TestHost.Answer answer = await Crm.PushAsync(body);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Json.GetProperty("err").GetString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another-token-of-some-length")]
    public async Task A_transmitter_that_does_not_prove_itself_is_refused(string? token)
    {
        TestHost.Answer answer = await Crm.PushAsync(home.Lifecycle(Now, "mr_14", "revoked", 2), token);
        Assert.Equal((HttpStatusCode.Unauthorized, "authentication_failed"), (answer.Status, answer.Json.GetProperty("err").GetString()));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("")]
    public async Task A_body_of_another_type_is_refused(string mediaType) =>
        Assert.Equal("invalid_request", (await Crm.PushAsync(home.Lifecycle(Now, "mr_15", "revoked", 2), mediaType: mediaType)).Json.GetProperty("err").GetString());

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Crm.PushAsync(new string('a', 70_000))).Status);
}
