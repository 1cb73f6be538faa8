using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace MissionPolicy.Server.SignIn;

/// <summary>The headers of every page: nothing but our own files, no frames, forms to ourselves.</summary>
internal sealed class PageSecurity : IAlwaysRunResultFilter
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private static readonly object Key = new();

    /// <summary>Lets the forms of the page that is about to be shown end up at another origin.</summary>
    /// <param name="http">The request.</param>
    /// <param name="origins">Origins, for example <c>https://client.example</c>, or schemes, for example <c>app:</c>. Anything else is left out.</param>
    public static void AllowFormAction(HttpContext http, IEnumerable<string> origins) => http.Items[Key] = string.Concat(origins.Where(IsSource).Select(origin => " " + origin));

    public void OnResultExecuting(ResultExecutingContext context)
    {
        IHeaderDictionary headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy + context.HttpContext.Items[Key];
        headers.XFrameOptions = "DENY";
        headers["Permissions-Policy"] = "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), geolocation=()";
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            context.Result = new ContentResult
            {
                StatusCode = StatusCodes.Status400BadRequest,
                ContentType = "text/plain; charset=utf-8",
                Content = "This form is too old, or it was sent by another site. Go back, reload the page and try again.",
            };
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
        // Headers have gone out with the answer.
    }

    // A separator inside a source would add a directive.
    private static bool IsSource(string source) => source.Length is > 0 and < 300 && source.All(static c => c is > ' ' and < '\x7f' and not (';' or ',' or '\'' or '*' or '"'));
}
