using System.Collections.Frozen;
using System.Text.Json;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>Turns the claims of a request object into request parameters.</summary>
/// <remarks>Source: RFC 9101 §4: texts as they are, numbers as numbers, objects as JSON.</remarks>
internal static class RequestObjectClaims
{
    /// <summary>What belongs to the JWT, not to the request (RFC 7519 §4.1).</summary>
    private static readonly FrozenSet<string> OfTheToken = FrozenSet.ToFrozenSet(["iss", "sub", "aud", "exp", "nbf", "iat", "jti"], StringComparer.Ordinal);

    /// <summary>The parameters whose value is JSON.</summary>
    private static readonly FrozenSet<string> Structured = FrozenSet.ToFrozenSet(["client_context", "authorization_details", "claims"], StringComparer.Ordinal);

    /// <summary>Turns.</summary>
    /// <param name="claims">The claims set.</param>
    /// <returns>The parameters, or <c>invalid_request_object</c>.</returns>
    public static Parsed<FormParameters> ToParameters(JsonElement claims)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (JsonProperty claim in claims.EnumerateObject().Where(claim => !OfTheToken.Contains(claim.Name)))
        {
            if (Values(claim) is not { } values)
            {
                return OAuthErrors.InvalidRequestObject.Because($"{claim.Name} has a value that no parameter may have");
            }

            pairs.AddRange(values.Select(value => KeyValuePair.Create(claim.Name, value)));
        }

        return pairs.Count > FormParameters.MaxCount
            ? OAuthErrors.InvalidRequestObject.Because("too many parameters")
            : FormParameters.From(pairs, FormParameters.Repeatable);
    }

    private static string[]? Values(JsonProperty claim) => claim.Value.ValueKind switch
    {
        JsonValueKind.String => [claim.Value.GetString()!],
        JsonValueKind.Number => [claim.Value.GetRawText()],
        JsonValueKind.True => ["true"],
        JsonValueKind.False => ["false"],
        JsonValueKind.Object or JsonValueKind.Array when Structured.Contains(claim.Name) => [claim.Value.GetRawText()],
        JsonValueKind.Array when FormParameters.Repeatable.Contains(claim.Name) && claim.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. claim.Value.EnumerateArray().Select(item => item.GetString()!)],
        _ => null,
    };
}
