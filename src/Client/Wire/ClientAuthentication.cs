using System.Net.Http.Headers;
using System.Text;
using MissionPolicy.Client.Keys;

namespace MissionPolicy.Client.Wire;

/// <summary>Adds a client's proof of who it is to a form request.</summary>
internal static class ClientAuthentication
{
    private static readonly TimeSpan AssertionLife = TimeSpan.FromSeconds(60);

    /// <summary>The request with form and client authentication.</summary>
    /// <param name="request">The request.</param>
    /// <param name="form">Its parameters.</param>
    /// <param name="client">The client.</param>
    /// <param name="issuer">The authorization server's issuer: the assertion's audience, as FAPI 2.0 wants it.</param>
    /// <param name="now">The time.</param>
    public static void Apply(HttpRequestMessage request, Form form, ClientIdentity client, string issuer, DateTimeOffset now)
    {
        IEnumerable<(string, string)> proof = client.Credential.Match<IEnumerable<(string, string)>>(
            key =>
            [
                ("client_id", client.ClientId),
                ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                ("client_assertion", Assertion(key, client.ClientId, issuer, now)),
            ],
            secret =>
            {
                // RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
                string pair = $"{Form.Encode(client.ClientId)}:{Form.Encode(secret.Secret.Reveal())}";
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
                return [];
            },
            _ => [("client_id", client.ClientId)]);
        request.Content = new SendOnceContent(form.With(proof).ToBytes(), "application/x-www-form-urlencoded");
    }

    private static string Assertion(ClientCredential.PrivateKeyJwt credential, string clientId, string issuer, DateTimeOffset now) => credential.Key.Sign(
        JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("iss", clientId);
            writer.WriteString("sub", clientId);
            writer.WriteString("aud", issuer);
            writer.WriteString("jti", RandomText.Next());
            writer.WriteNumber("iat", now.ToUnixTimeSeconds());
            writer.WriteNumber("exp", (now + AssertionLife).ToUnixTimeSeconds());
            writer.WriteEndObject();
        }),
        "JWT",
        credential.KeyId);
}
