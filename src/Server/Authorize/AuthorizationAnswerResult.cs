using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Authorize;

/// <summary>Sends an answer: a redirect with 303, or a form that the browser posts. Always with <c>iss</c>.</summary>
/// <remarks>Source: RFC 6749 §4.1.2; RFC 9207 §2; OAuth 2.0 Form Post Response Mode §2; FAPI 2.0 SP §5.3.2.2 (303, never 307).</remarks>
internal sealed class AuthorizationAnswerResult(AuthorizationAnswer answer) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        string issuer = httpContext.RequestServices.GetRequiredService<IOptions<ServerOptions>>().Value.Issuer;
        List<KeyValuePair<string, string?>> members = [.. answer.Members.Select(member => KeyValuePair.Create(member.Key, (string?)member.Value))];
        if (answer.Target.State is { } state)
        {
            members.Add(KeyValuePair.Create("state", (string?)state));
        }

        members.Add(KeyValuePair.Create("iss", (string?)issuer));
        httpContext.Response.Headers.CacheControl = "no-store";
        if (answer.Target.Mode == ResponseMode.FormPost)
        {
            await FormPostPage.WriteAsync(httpContext, answer.Target.RedirectUri, members);
            return;
        }

        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = QueryHelpers.AddQueryString(answer.Target.RedirectUri, members);
    }
}
