using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>OpenID Connect Discovery, RFC 8414, and the rotation of keys.</summary>
public sealed class MetadataTests
{
    [Fact]
    public async Task Both_documents_say_the_same_and_every_endpoint_is_there()
    {
        await using TestHost host = await TestHost.StartAsync(AgentFixture.Settings);
        JsonElement openid = (await host.GetAsync("/.well-known/openid-configuration")).IsOk().Json;
        JsonElement oauth = (await host.GetAsync("/.well-known/oauth-authorization-server")).IsOk().Json;
        Assert.True(JsonElement.DeepEquals(openid, oauth));
        Assert.Equal(TestAgent.Issuer, openid.GetProperty("issuer").GetString());
        foreach (JsonProperty member in openid.EnumerateObject().Where(member => member.Name.EndsWith("_endpoint", StringComparison.Ordinal) || member.Name == "jwks_uri"))
        {
            string url = member.Value.GetString()!;
            Assert.StartsWith(TestAgent.Issuer + "/", url, StringComparison.Ordinal);
            TestHost.Answer answer = await host.GetAsync(url[TestAgent.Issuer.Length..]);
            Assert.True(answer.Status != HttpStatusCode.NotFound, member.Name);
        }

        Assert.Equal(["S256"], Texts(openid, "code_challenge_methods_supported"));
        Assert.Equal(["app", "tenant", "purpose"], Texts(openid, "client_context_types_supported"));
        Assert.True(openid.GetProperty("client_context_par_required").GetBoolean());
        Assert.True(openid.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
        Assert.Equal(["urn:ietf:params:oauth:token-type:id-jag"], Texts(openid, "identity_chaining_requested_token_types_supported"));
        Assert.DoesNotContain("none", Texts(openid, "id_token_signing_alg_values_supported"));
        Assert.Contains("urn:ietf:params:oauth:grant-type:token-exchange", Texts(openid, "grant_types_supported"));
    }

    [Fact]
    public async Task A_token_stays_verifiable_when_its_key_has_been_replaced()
    {
        KeySchedule schedule = new() { SignFor = TimeSpan.FromHours(2), PublishBefore = TimeSpan.FromHours(1), KeepAfter = TimeSpan.FromHours(6) };
        await using TestHost host = await TestHost.StartAsync(services => services.AddSingleton(schedule), AgentFixture.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        string old = tokens.Member("id_token");
        string first = new JsonWebToken(old).Kid;
        string next = first;
        KeyRing ring = host.App.Services.GetRequiredService<KeyRing>();
        for (int step = 0; step < 12 && next == first; step++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(30));
            await ring.RefreshAsync(TestContext.Current.CancellationToken);
            next = ring.Current(SigningAlgorithm.ES256).Credentials.Kid;
        }

        Assert.NotEqual(first, next);
        JsonWebKeySet keys = new((await host.GetAsync("/jwks")).IsOk().Json.ToString());
        Assert.True(keys.Keys.Select(key => key.Kid).Distinct().Count() == keys.Keys.Count && keys.Keys.Count >= 2);
        TokenValidationResult result = await new JsonWebTokenHandler().ValidateTokenAsync(old, new TokenValidationParameters
        {
            ValidIssuer = TestAgent.Issuer, ValidAudience = "assistant", IssuerSigningKeys = keys.GetSigningKeys(), ValidateLifetime = false,
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Contains(next, keys.Keys.Select(key => key.Kid));
        Assert.DoesNotContain(keys.Keys, key => key.HasPrivateKey);
    }

    private static IEnumerable<string?> Texts(JsonElement json, string name) => json.GetProperty(name).EnumerateArray().Select(value => value.GetString());
}
