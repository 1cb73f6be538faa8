using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>A request of a client that does not push, without a purpose.</summary>
internal static class PlainRequest
{
    public static Dictionary<string, string> Form(params (string Name, string? Value)[] changes) => AgentSteps.Form(
        ("response_type", "code"),
        ("client_id", "web-app"),
        ("redirect_uri", TestAgent.RedirectUri),
        ("scope", "openid profile"),
        ("state", "s-1"),
        ("nonce", "n-1"),
        ("code_challenge", TestAgent.Challenge),
        ("code_challenge_method", "S256")).With(changes);
}
