using System.Net;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary>An error that may not go to a client, because none is known to be right: the person sees a page.</summary>
/// <remarks>Source: RFC 6749 §4.1.2.1.</remarks>
internal sealed class ErrorPage : IResult
{
    private readonly OAuthError error;

    private ErrorPage(OAuthError error) => this.error = error;

    public static ErrorPage Of(OAuthError error) => new(error);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = error.Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
        await response.WriteAsync(
            $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>This cannot go on</title><link rel="stylesheet" href="/site.css"></head><body><main class="card">
            <h1>This cannot go on</h1><p>The application sent you here with a request that cannot be used. Go back to it and begin again.</p>
            <p class="notice"><code>{WebUtility.HtmlEncode(error.Code)}</code> {WebUtility.HtmlEncode(error.Description)}</p></main></body></html>
            """,
            httpContext.RequestAborted);
    }
}
