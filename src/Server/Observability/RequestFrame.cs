using Microsoft.AspNetCore.WebUtilities;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Observability;

/// <summary>What every answer has: the caller's request id, headers that keep browsers careful, and no details of a bug.</summary>
internal sealed class RequestFrame(RequestDelegate next, ILogger<RequestFrame> log)
{
    private const string RequestId = "X-Request-ID";

    private const int LongestId = 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        if (http.Request.Headers.TryGetValue(RequestId, out var given) && given.ToString() is { Length: > 0 and <= LongestId } id && id.All(c => c is >= ' ' and < '\x7f'))
        {
            headers[RequestId] = id;
        }

        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
            {
                await Unsaid(http.Response.StatusCode).ExecuteAsync(http);
            }
        }
        catch (BadHttpRequestException refused) when (!http.Response.HasStarted)
        {
            await Problem.Of(refused.StatusCode, "The request cannot be read", "The request breaks off or is not HTTP.").ExecuteAsync(http);
        }
        catch (Exception bug) when (bug is not OperationCanceledException && !http.Response.HasStarted)
        {
            CatalogLog.RequestFailed(log, http.TraceIdentifier, bug);
            await RequestFailure.Of(http, bug).ExecuteAsync(http);
        }
    }

    // Routing refuses with a bare status; a client that reads problem details should not need a second way to read it.
    private static Problem Unsaid(int status) => Problem.Of(status, ReasonPhrases.GetReasonPhrase(status), status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this path.",
        StatusCodes.Status405MethodNotAllowed => "The method is not offered here; the header Allow names those that are.",
        _ => "The request is refused.",
    });
}
