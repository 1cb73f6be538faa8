using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;

namespace MissionPolicy.Server.SignIn.Upstream;

/// <summary>What goes to the other provider with the browser.</summary>
/// <param name="levels">The levels.</param>
/// <param name="time">The clock.</param>
internal sealed class UpstreamMessages(AssuranceLevels levels, TimeProvider time)
{
    /// <summary>Under what the sign-in request travels inside the protected state.</summary>
    public const string RequestItem = "request";

    // A sign-in asked for this short a time ago is asked for now.
    private static readonly TimeSpan Now = TimeSpan.FromMinutes(1);

    /// <summary>The sign-in request that a browser comes back with.</summary>
    /// <param name="properties">The protected state; null when it could not be read.</param>
    public static SignInRequest RequestOf(AuthenticationProperties? properties) => SignInRequest.Of(
        new QueryCollection(QueryHelpers.ParseQuery(properties?.Items.TryGetValue(RequestItem, out string? query) == true ? query : string.Empty)));

    /// <summary>Passes on what is needed: level, freshness, who.</summary>
    /// <param name="context">The message that is about to go.</param>
    /// <param name="upstream">The provider.</param>
    public Task PassOn(RedirectContext context, UpstreamOptions upstream)
    {
        SignInRequest request = RequestOf(context.Properties);
        string[] acr = [.. upstream.AcrMap.Where(pair => levels.Satisfies(pair.To, request.Acr)).Select(pair => pair.From)];
        context.ProtocolMessage.AcrValues = request.Acr is null || acr.Length == 0 ? null : string.Join(' ', acr);
        context.ProtocolMessage.LoginHint = request.LoginHint;
        if (request.Since is { } since)
        {
            TimeSpan age = time.GetUtcNow() - since;
            bool isNow = age < Now;
            context.ProtocolMessage.Prompt = isNow ? "login" : null;
            context.ProtocolMessage.MaxAge = isNow ? "0" : ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return Task.CompletedTask;
    }
}
