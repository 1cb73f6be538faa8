using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /interaction/{handle}</c>: sends the person to the next page, or the client its answer.</summary>
internal static class InteractionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Interactions.Path + "{handle}", Handle).ExcludeFromDescription();

    private static async Task<IResult> Handle(HttpContext http, string handle, InteractionFlow flow, CancellationToken cancellation)
    {
        string? outcome = http.Request.Query["sign_in"] is [{ } only] ? only : null;
        NextStep step = await flow.NextAsync(http, handle, outcome, cancellation);
        return Result(step, handle);
    }

    /// <summary>A step as an answer to the browser.</summary>
    public static IResult Result(NextStep step, string handle) => step.Match<IResult>(
        signIn => new SeeOther(QueryHelpers.AddQueryString("/sign-in", Query(signIn, handle))),
        _ => new SeeOther($"{Interactions.Path}{WebUtility.UrlEncode(handle)}/approve"),
        answer => new AuthorizationAnswerResult(answer.Value),
        _ => ErrorPage.Of(OAuthErrors.InvalidRequest.Because("this sign-in is over, or it began in another browser")));

    private static IEnumerable<KeyValuePair<string, string?>> Query(NextStep.SignIn signIn, string handle)
    {
        yield return KeyValuePair.Create("return", (string?)(Interactions.Path + handle));
        if (signIn.Acr is not null)
        {
            yield return KeyValuePair.Create("acr", (string?)signIn.Acr);
        }

        if (signIn.MaxAge is { } age)
        {
            yield return KeyValuePair.Create("max_age", (string?)((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        }

        if (signIn.LoginHint is not null)
        {
            yield return KeyValuePair.Create("login_hint", (string?)signIn.LoginHint);
        }
    }
}
