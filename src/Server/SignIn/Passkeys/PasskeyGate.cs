using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.SignIn.Passkeys;

/// <summary>What every passkey request has to pass: the antiforgery header of a page of ours, no foreign origin, a JSON object.</summary>
internal sealed class PasskeyGate(IAntiforgery antiforgery, IOptions<ServerOptions> options)
{
    /// <summary>Reads a request.</summary>
    /// <param name="http">The request.</param>
    public async Task<(JsonElement Body, Problem? Problem)> ReadAsync(HttpContext http)
    {
        if (http.Request.Headers.Origin.Any(origin => origin != OriginOf(options.Value.Issuer)))
        {
            return (default, Problem.Of(StatusCodes.Status400BadRequest, "Another origin", "The request comes from a page of another origin."));
        }

        // The header alone: a body that a form of another site can send is not looked at for a token.
        (JsonElement body, Problem? problem) = await JsonBody.ReadAsync(http.Request, StatusCodes.Status415UnsupportedMediaType, http.RequestAborted);
        return problem is null && !await antiforgery.IsRequestValidAsync(http)
            ? (default, Problem.Of(StatusCodes.Status400BadRequest, "No antiforgery token", "Send the value of __RequestVerificationToken of a page of this host in the header RequestVerificationToken, with its cookie."))
            : (body, problem);
    }

    /// <summary>The origin of an address, as browsers write it.</summary>
    /// <param name="url">An absolute address.</param>
    public static string OriginOf(string url) => new Uri(url).GetLeftPart(UriPartial.Authority);
}
