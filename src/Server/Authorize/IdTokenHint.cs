using Microsoft.IdentityModel.JsonWebTokens;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Authorize;

/// <summary>Is the person of <c>id_token_hint</c> the one who is signed in?</summary>
/// <remarks>Source: OpenID Connect Core §3.1.2.1.</remarks>
internal sealed class IdTokenHint(OwnTokens own, SubjectIdentifiers subjects)
{
    /// <summary>Compares.</summary>
    /// <param name="view">The interaction.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>True without a hint or a session; false for another person and for a token that this server never issued to this client.</returns>
    public async ValueTask<bool> FitsAsync(InteractionView view, CancellationToken cancellation)
    {
        if (view.Request.IdTokenHint is not { } hint || view.Session is not { } session)
        {
            return true;
        }

        // A hint may be old: it names somebody, it proves nothing.
        JsonWebToken? token = await own.ReadAsync(hint, TokenSigner.IdTokenType, evenExpired: true);
        return token is not null
            && token.Audiences.Contains(view.Client.ClientId, StringComparer.Ordinal)
            && token.Subject == await subjects.ForAsync(session.Subject, view.Client.Sector, cancellation);
    }
}
