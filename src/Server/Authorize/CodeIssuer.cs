using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Authorize;

/// <summary>Makes codes, inside the transaction that ends the interaction.</summary>
internal sealed class CodeIssuer(FieldProtection protection, IOptions<ServerOptions> options, TimeProvider time)
{
    /// <summary>A fresh code.</summary>
    public static string NewCode() => OpaqueHandle.New(OpaqueHandle.Code);

    /// <summary>The row of a code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="view">The interaction; somebody is signed in.</param>
    /// <param name="approved">The Mission, or null when the request has no purpose.</param>
    /// <param name="claim">The <c>client_context</c> claim, or null when the request has none.</param>
    public AuthorizationCode Row(string code, InteractionView view, ApprovedMission? approved, string? claim)
    {
        DateTimeOffset now = time.GetUtcNow();
        TokenHolder holder = TokenHolder.Of(view, approved);
        return new AuthorizationCode
        {
            CodeHash = HandleHash.Of(code).Value,
            FamilyId = OpaqueHandle.New(OpaqueHandle.Family),
            ClientId = view.Client.ClientId,
            RedirectUri = view.Request.RedirectUri,
            CodeChallenge = view.Request.CodeChallenge,
            Nonce = view.Request.Nonce,
            DpopJkt = view.Interaction.DpopJkt,
            Scopes = holder.Scopes,
            Subject = holder.Subject,
            SignIn = holder.SignIn,
            MissionId = approved?.MissionId,
            Mode = approved?.Mode,
            Claim = claim is null ? null : protection.Protect(AuthorizationCodeGrant.ClaimField, claim),
            IsDeferralHinted = view.Request.IsDeferralHinted,
            IssuedAt = now,
            ExpiresAt = now + TimeSpan.FromSeconds(options.Value.CodeSeconds),
        };
    }
}
