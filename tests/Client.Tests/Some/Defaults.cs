using System.Text.Json.Nodes;

namespace MissionPolicy.Client.Tests.Some;

/// <summary>What a well-behaved provider says.</summary>
internal static class Defaults
{
    public const string ClientId = "assistant";

    public static JsonObject Metadata(string issuer) => new()
    {
        ["issuer"] = issuer,
        ["authorization_endpoint"] = $"{issuer}/authorize",
        ["token_endpoint"] = $"{issuer}/token",
        ["pushed_authorization_request_endpoint"] = $"{issuer}/par",
        ["jwks_uri"] = $"{issuer}/jwks",
        ["userinfo_endpoint"] = $"{issuer}/userinfo",
        ["revocation_endpoint"] = $"{issuer}/revoke",
        ["deferred_authentication_cancellation_endpoint"] = $"{issuer}/deferred/cancel",
        ["authorization_response_iss_parameter_supported"] = true,
        ["client_context_types_supported"] = new JsonArray("app", "tenant", "purpose"),
        ["response_types_supported"] = new JsonArray("code", "deferred_code", "code deferred_code"),
        ["dpop_signing_alg_values_supported"] = new JsonArray("ES256", "PS256"),
    };

    public static JsonObject IdTokenClaims(string issuer, Dictionary<string, string> pushed, DateTimeOffset now)
    {
        JsonObject claims = new()
        {
            ["iss"] = issuer,
            ["sub"] = "user-1",
            ["aud"] = ClientId,
            ["nonce"] = pushed.GetValueOrDefault("nonce"),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
            ["auth_time"] = now.AddSeconds(-30).ToUnixTimeSeconds(),
            ["acr"] = "phr",
            ["amr"] = new JsonArray("pop", "user"),
        };
        if (pushed.TryGetValue("client_context", out string? asked))
        {
            claims["client_context"] = Applied(JsonNode.Parse(asked)!, now);
        }

        return claims;
    }

    public static Dictionary<string, string> Form(string body)
    {
        Dictionary<string, string> form = [];
        foreach (string pair in body.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] halves = pair.Split('=', 2);
            form.Add(Uri.UnescapeDataString(halves[0]), Uri.UnescapeDataString(halves[1].Replace('+', ' ')));
        }

        return form;
    }

    // As the specification has it: no display, no advisory actor, the effective bound.
    private static JsonNode Applied(JsonNode asked, DateTimeOffset now)
    {
        if (asked["contexts"]?["purpose"] is JsonObject purpose)
        {
            purpose.Remove("display");
            purpose.Remove("actor");
            if (purpose["constraints"]?["max_duration"] is JsonNode life)
            {
                purpose["constraints"] = new JsonObject { ["expires_at"] = now.AddSeconds(life.GetValue<int>()).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") };
            }
        }

        return asked;
    }
}
