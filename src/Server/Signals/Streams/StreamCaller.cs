using Microsoft.AspNetCore.Authentication.JwtBearer;
using MissionPolicy.Server.Guard;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>Which receiver calls: a client in its own name, with a scope of signals.</summary>
/// <remarks>Source: SSF 1.0 §8, CAEP interoperability profile 1.0 §2.7.</remarks>
internal static class StreamCaller
{
    /// <summary>The caller.</summary>
    /// <param name="http">The request; its token is valid.</param>
    /// <param name="isManaging">Whether to read is not enough.</param>
    /// <param name="refusal">The answer when there is none.</param>
    /// <returns>The client, or null.</returns>
    public static string? Of(HttpContext http, bool isManaging, out IResult? refusal)
    {
        // A token under a Mission is for the work of the Mission.
        OwnCaller caller = OwnCaller.Of(http)!;
        bool mayCall = caller.Mission is null && caller.ClientId.Length > 0
            && (Scopes.Has(http.User, Scopes.ManageSignals) || (!isManaging && Scopes.Has(http.User, Scopes.ReadSignals)));
        refusal = mayCall ? null : Results.Forbid(authenticationSchemes: [JwtBearerDefaults.AuthenticationScheme]);
        return mayCall ? caller.ClientId : null;
    }
}
