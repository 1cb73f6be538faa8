using System.Text.Json.Nodes;

namespace MissionPolicy.Client.Tests.Some;

/// <summary>What the fake provider answers.</summary>
internal sealed record Reply(int Status, string Body, params (string Name, string Value)[] Headers)
{
    public static Reply Json(int status, JsonObject body, params (string Name, string Value)[] headers) => new(status, body.ToJsonString(), headers);

    public static Reply Error(string code, params (string Name, JsonNode? Value)[] members)
    {
        JsonObject body = new() { ["error"] = code };
        foreach ((string name, JsonNode? value) in members)
        {
            body[name] = value;
        }

        return Json(400, body);
    }
}
