using System.Text.Json;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Grants;

/// <summary>Writes the answer to an exchange, never cached.</summary>
internal sealed class DeferredAnswerResult(DeferredAnswer answer) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "no-store";
        return JsonBody.WriteAsync(httpContext.Response, "application/json", Write);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("deferred_auth_id", answer.AuthId);
        writer.WriteNumber("expires_in", answer.ExpiresIn);
        writer.WriteNumber("interval", answer.Interval);
        WireJson.Optional(writer, "interim_id_token", answer.InterimIdToken);
        if (answer.MissionRef is { } missionRef)
        {
            writer.WriteString("mission_ref", missionRef);
            writer.WriteBoolean("mission_provisional", true);
        }

        writer.WriteEndObject();
    }
}
