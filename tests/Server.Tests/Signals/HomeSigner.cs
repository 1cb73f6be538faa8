using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>A home provider that signs whatever SET or assertion a test wants.</summary>
internal sealed class HomeSigner : IDisposable
{
    private const string Kid = "home-1";

    private readonly AgentKey key = new();

    public string Jwks
    {
        get
        {
            JsonObject jwk = key.PublicJwk;
            jwk["kid"] = Kid;
            jwk["use"] = "sig";
            return new JsonObject { ["keys"] = new JsonArray(jwk) }.ToJsonString();
        }
    }

    /// <summary>A SET of Mission lifecycle, changed as a test says.</summary>
    public string Lifecycle(DateTimeOffset now, string missionRef, string state, int version, Action<JsonObject>? change = null, Action<JsonObject>? header = null) => Set(
        now,
        SignalHost.MissionEvent,
        new JsonObject { ["mission"] = new JsonObject { ["id"] = missionRef, ["issuer"] = TestAgent.Issuer }, ["state"] = state, ["version"] = version },
        new JsonObject { ["format"] = "opaque", ["id"] = missionRef },
        change,
        header);

    public string Set(DateTimeOffset now, string uri, JsonObject body, JsonObject subject, Action<JsonObject>? change = null, Action<JsonObject>? header = null)
    {
        JsonObject claims = new()
        {
            ["iss"] = TestAgent.Issuer, ["aud"] = TestAgent.CrmAs, ["iat"] = now.ToUnixTimeSeconds(), ["jti"] = Guid.NewGuid().ToString(),
            ["sub_id"] = subject, ["events"] = new JsonObject { [uri] = body },
        };
        JsonObject head = new() { ["typ"] = "secevent+jwt", ["kid"] = Kid };
        change?.Invoke(claims);
        header?.Invoke(head);
        return key.Sign(head, claims);
    }

    /// <summary>An assertion for the agent's key.</summary>
    public string Assertion(DateTimeOffset now, string missionRef, AgentKey agent) => key.Sign(new JsonObject { ["typ"] = "oauth-id-jag+jwt", ["kid"] = Kid }, new JsonObject
    {
        ["iss"] = TestAgent.Issuer, ["aud"] = TestAgent.CrmAs, ["sub"] = "user_1", ["client_id"] = CrmHost.LocalClient, ["jti"] = Guid.NewGuid().ToString(),
        ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = now.ToUnixTimeSeconds() + 300, ["mission_ref"] = missionRef, ["purpose_kind"] = TestAgent.Kind,
        ["resource"] = TestAgent.CrmApi, ["scope"] = "crm.activity.create", ["cnf"] = new JsonObject { ["jkt"] = agent.Thumbprint },
    });

    public void Dispose() => key.Dispose();
}
