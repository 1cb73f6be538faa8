using Microsoft.Extensions.Options;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Compat;

/// <summary>The creation input of the later drafts, which this server does not take: a Mission comes from an applied <c>client_context</c>.</summary>
/// <remarks>A client that sends it counts on it, so that ignoring it would promise a Mission that nobody makes. Source: compatibility digest §4 row 12.</remarks>
internal sealed class MissionIntent(IOptions<MissionDraftOptions> draft)
{
    public const string Parameter = "mission_intent";

    /// <summary>The error of a request that has one, or null.</summary>
    /// <param name="form">The parameters, of the request object where there is one.</param>
    public OAuthError? Refused(FormParameters form) => draft.Value.Enabled && form[Parameter] is not null
        ? OAuthErrors.InvalidRequest.Because("mission_intent is not accepted; send client_context")
        : null;
}
