namespace MissionPolicy.Server.SignIn.Passkeys;

/// <summary>Answers with JSON that the framework wrote.</summary>
/// <param name="json">The text.</param>
internal sealed class RawJson(string json) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json";
        return httpContext.Response.WriteAsync(json, httpContext.RequestAborted);
    }
}
