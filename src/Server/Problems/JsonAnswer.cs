using System.Text.Json;

namespace MissionPolicy.Server.Problems;

/// <summary>A JSON answer with status 200.</summary>
/// <param name="write">Writes one value.</param>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => JsonBody.WriteAsync(httpContext.Response, "application/json", write);
}
