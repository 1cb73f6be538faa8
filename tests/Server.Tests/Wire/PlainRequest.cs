using Microsoft.AspNetCore.WebUtilities;
using MissionPolicy.Server.Tests.SignIn;
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

    /// <summary>Brings a browser to the first page or answer of a request that was not pushed.</summary>
    public static async Task<Browser.Page> OpenAsync(this TestAgent agent, Dictionary<string, string> parameters) => await agent.FollowAsync(
        await agent.Person.GetAsync(QueryHelpers.AddQueryString("/authorize", parameters.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))));
}
