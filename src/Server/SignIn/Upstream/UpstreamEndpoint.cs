using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.SignIn.Upstream;

/// <summary>Sends the browser to another provider. A link, not a form: <c>form-action</c> would hold the redirect up.</summary>
internal static class UpstreamEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet($"{SignInPaths.Upstream}{{name}}", Begin).ExcludeFromDescription();

    private static IResult Begin(string name, HttpContext http, IOptions<SignInOptions> options, TimeProvider time)
    {
        if (options.Value.Upstream.FirstOrDefault(upstream => upstream.Name == name) is not { } upstream)
        {
            return Results.NotFound();
        }

        SignInRequest request = SignInRequest.Of(http.Request.Query).Fixed(time.GetUtcNow());
        AuthenticationProperties properties = new() { RedirectUri = SignInPaths.SignIn };
        properties.Items[UpstreamMessages.RequestItem] = request.Url(string.Empty);
        return Results.Challenge(properties, [upstream.Scheme]);
    }
}
