using System.Collections.Immutable;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Authorize;

/// <summary>A form that returns to an interaction may end up at its client: browsers apply <c>form-action</c> to the redirects that follow.</summary>
internal sealed class InteractionFormTargets(IStore store, RequestSeal seal) : IFormTargets
{
    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<string>> OfAsync(string returnUrl, CancellationToken cancellation)
    {
        if (!returnUrl.StartsWith(Interactions.Path, StringComparison.Ordinal))
        {
            return [];
        }

        string handle = returnUrl[Interactions.Path.Length..].Split('/', '?')[0];
        Document<Interaction>? row = await store.GetAsync(AuthorizeTables.Interactions, HandleHash.Of(handle).Value, cancellation);
        return row is null ? [] : [Source(seal.Open(row.Value.Parameters).Request().RedirectUri)];
    }

    /// <summary>The part of a redirect URI that a content security policy names: an origin, or the scheme of a native app.</summary>
    public static string Source(string redirectUri)
    {
        Uri uri = new(redirectUri);
        return uri.Scheme is "http" or "https" ? uri.GetLeftPart(UriPartial.Authority) : uri.Scheme + ":";
    }
}
