using System.Buffers.Text;
using System.Text.Json;
using MissionPolicy.Client.Missions;

namespace MissionPolicy.Samples.MeetingAgent.Wire;

/// <summary>What a token says: for the story alone. An agent has no business in a token that is for a resource server.</summary>
internal static class TokenFacts
{
    /// <summary>The claims of a token.</summary>
    public static JsonElement Claims(MissionToken token) => JsonElement.Parse(Base64Url.DecodeFromChars(token.AccessToken.Reveal().Split('.')[1]));

    /// <summary>One audience, one key, one Mission; null when that is so, otherwise what is not.</summary>
    public static string? Wrong(MissionToken token, string audience, Mission mission)
    {
        JsonElement claims = Claims(token);
        return Text(claims, "aud") != audience ? $"aud is {claims.GetProperty("aud").GetRawText()}"
            : Text(claims.GetProperty("cnf"), "jkt") != mission.Save().Key.Thumbprint ? "cnf.jkt is another key"
            : Text(claims, "mission_ref") != mission.Ref ? "mission_ref is another Mission"
            : null;
    }

    public static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
