using System.Security.Claims;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Guard;

/// <summary>Who calls one of our own APIs.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="TokenSubject">The <c>sub</c> of the token, as this client knows it.</param>
/// <param name="Token">The record of a token of ours; null for a token of another issuer.</param>
/// <param name="Mission">The Mission of that token, or null.</param>
internal sealed record OwnCaller(string ClientId, string TokenSubject, IssuedToken? Token, Mission? Mission)
{
    private static readonly object Key = new();

    /// <summary>Whether the token counts for the end of its own Mission only.</summary>
    public bool IsStopped { get; private init; }

    /// <summary>The caller of a request, or null when it carries no valid token.</summary>
    public static OwnCaller? Of(HttpContext http) =>
        http.User.Identity?.IsAuthenticated != true ? null
        : http.Items[Key] is TokenStanding standing ? new OwnCaller(Claim(http, "client_id"), Claim(http, "sub"), standing.Token, standing.Mission) { IsStopped = standing.IsStopped }
        : new OwnCaller(Claim(http, "client_id"), Claim(http, "sub"), null, null);

    /// <summary>Remembers the record of a token of ours for the rest of the request.</summary>
    public static void Remember(HttpContext http, TokenStanding standing) => http.Items[Key] = standing;

    private static string Claim(HttpContext http, string name) => http.User.FindFirstValue(name) ?? string.Empty;
}
