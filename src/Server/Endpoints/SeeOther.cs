namespace MissionPolicy.Server.Endpoints;

/// <summary>A redirect that always turns into a GET.</summary>
/// <param name="location">Where to.</param>
/// <remarks>Source: RFC 9110 §15.4.4; FAPI 2.0 SP §5.3.2.2 asks for 303.</remarks>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
