using System.Collections.Immutable;
using System.Globalization;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Authorize;

/// <summary>The answer to an authorization request: the members that go to the redirect URI.</summary>
/// <param name="Target">Where it goes.</param>
/// <param name="Members">Names and values, without <c>state</c> and <c>iss</c>.</param>
internal sealed record AuthorizationAnswer(AnswerTarget Target, ImmutableArray<KeyValuePair<string, string>> Members)
{
    public static AuthorizationAnswer Code(AnswerTarget target, string code) => new(target, [KeyValuePair.Create("code", code)]);

    public static AuthorizationAnswer DeferredCode(AnswerTarget target, string code) =>
        new(target, [KeyValuePair.Create("deferred_code", code)]);

    /// <summary>How a visit ended whose answer does not go to a client.</summary>
    public static AuthorizationAnswer Outcome(AnswerTarget target, string outcome) =>
        new(target, [KeyValuePair.Create(DeferralWords.Member, outcome)]);

    public static AuthorizationAnswer Error(AnswerTarget target, OAuthError error) => new(
        target,
        [
            KeyValuePair.Create("error", error.Code),
            .. error.Description is { } description ? [KeyValuePair.Create("error_description", description)] : Array.Empty<KeyValuePair<string, string>>(),
            .. error.RetryAfterSeconds is { } seconds
                ? [KeyValuePair.Create(OAuthErrorResult.RetryAfter, seconds.ToString(CultureInfo.InvariantCulture))]
                : Array.Empty<KeyValuePair<string, string>>(),
        ]);
}
