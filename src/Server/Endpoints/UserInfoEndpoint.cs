using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET</c> and <c>POST /userinfo</c>: who signed in, as far as the scopes say.</summary>
/// <remarks>Source: OpenID Connect Core §5.3.</remarks>
internal static class UserInfoEndpoint
{
    public const string Path = "/userinfo";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods(Path, ["GET", "POST"], Handle)
        .RequireAuthorization(Scopes.OpenId)
        .WithSummary("Who signed in.")
        .WithTags("OAuth")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(HttpContext http, AccountStore accounts, CancellationToken cancellation)
    {
        OwnCaller? caller = OwnCaller.Of(http);
        if (caller?.Token is not { } token || await accounts.FindAsync(token.Subject, cancellation) is not { Disabled: false } account)
        {
            return Problem.Of(StatusCodes.Status403Forbidden, "Not allowed", "The access token is not of a person that is known here.");
        }

        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            // As in the ID Token of this client; the token carries the very same identifier.
            writer.WriteString("sub", caller.TokenSubject);
            if (Scopes.Has(http.User, "profile"))
            {
                writer.WriteString("name", account.Name);
                writer.WriteString("preferred_username", account.Username);
            }

            if (Scopes.Has(http.User, "email") && account.Email is { } email)
            {
                writer.WriteString("email", email);
                writer.WriteBoolean("email_verified", account.EmailVerified);
            }

            writer.WriteEndObject();
        });
    }
}
