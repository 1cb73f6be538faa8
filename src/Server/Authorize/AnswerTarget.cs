using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Authorize;

/// <summary>Where and how the answer to an authorization request goes.</summary>
/// <param name="RedirectUri">A registered redirect URI.</param>
/// <param name="Mode">Query or form.</param>
/// <param name="State">What the client wants back.</param>
internal sealed record AnswerTarget(string RedirectUri, ResponseMode Mode, string? State)
{
    public static AnswerTarget Of(AuthorizationRequest request) => new(request.RedirectUri, request.ResponseMode, request.State);
}
