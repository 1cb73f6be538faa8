using System.Buffers.Text;
using System.Text.Json;
using MissionPolicy.Client.Missions;
using MissionPolicy.Samples.MeetingAgent.Scenarios;

namespace MissionPolicy.Http.Bench;

/// <summary>Whether answers hold what was asked for: a fast wrong answer must not count.</summary>
internal static class TokenCheck
{
    /// <summary>Checks answers of the token endpoint.</summary>
    /// <param name="answers">The bodies; of different requests.</param>
    /// <param name="mission">The Mission that was named.</param>
    /// <exception cref="BenchFailure">A token is of another kind, server, key or Mission, grants something else, or came twice.</exception>
    public static void Run(IReadOnlyList<byte[]> answers, SavedMission mission)
    {
        string[] tokens = [.. answers.Select(answer => Token(JsonElement.Parse(answer), mission))];
        Need(tokens.Distinct().Count() == tokens.Length, "one token came twice");
    }

    private static string Token(JsonElement answer, SavedMission mission)
    {
        Need(Text(answer, "token_type") == "DPoP", "token_type is not DPoP");
        string token = Text(answer, "access_token") ?? throw new BenchFailure("No access_token.");
        JsonElement header = Part(token, 0);
        JsonElement claims = Part(token, 1);
        JsonElement detail = claims.GetProperty("authorization_details").EnumerateArray().Single();
        Need(Text(header, "typ") == "at+jwt" && Text(header, "alg") == "ES256", "it is no JWT access token with ES256");
        Need(Text(claims, "aud") == Meeting.CalendarAccess.Resource, "aud is another server");
        Need(Text(claims.GetProperty("cnf"), "jkt") == mission.Key.Thumbprint, "cnf.jkt is another key");
        Need(Text(claims, "mission_ref") == mission.MissionRef, "mission_ref is another Mission");
        Need(Texts(detail, "datatypes").SetEquals(Meeting.CalendarAccess.Datatypes), "datatypes are others than those asked for");
        Need(Texts(detail, "actions").SetEquals(Meeting.CalendarAccess.Actions), "actions are others than those asked for");
        return token;
    }

    private static void Need(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new BenchFailure($"A token is wrong: {otherwise}.");
        }
    }

    private static JsonElement Part(string token, int at) => JsonElement.Parse(Base64Url.DecodeFromChars(token.Split('.')[at]));

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static HashSet<string?> Texts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(static item => item.GetString())];
}
