using MissionPolicy.Client;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Resources;
using MissionPolicy.Samples.MeetingAgent.Callback;
using MissionPolicy.Samples.MeetingAgent.People;
using MissionPolicy.Samples.MeetingAgent.Story;
using MissionPolicy.Samples.MeetingAgent.Wire;

namespace MissionPolicy.Samples.MeetingAgent.Scenarios;

/// <summary>What every scenario needs: the story, the person, the way back, and the steps up to an active Mission.</summary>
/// <param name="Story">Where it is told.</param>
/// <param name="Addresses">Where everything is.</param>
/// <param name="Person">Who answers the pages.</param>
/// <param name="Callback">Where the person comes back to.</param>
/// <param name="Http">For the authorization servers.</param>
internal sealed record Stage(Story.Story Story, Addresses Addresses, IPerson Person, CallbackListener Callback, HttpClient Http)
{
    /// <summary>The agent at the provider.</summary>
    public static ClientIdentity Assistant => new("assistant", DevelopmentKey.Credential());

    /// <summary>The same agent at the CRM's server, which knows it by another name.</summary>
    public static ClientIdentity CrmAssistant => new("crm-assistant-042", DevelopmentKey.Credential());

    /// <summary>The agent whose work others have to review.</summary>
    public static ClientIdentity ItAgent => new("it-agent", DevelopmentKey.Credential());

    /// <summary>Who decides on what waits for review.</summary>
    public IReadOnlyList<IPerson> Reviewers { get; init; } = [];

    /// <summary>Reads the metadata of a server.</summary>
    public async Task<ServerMetadata> DiscoverAsync(string issuer, CancellationToken cancellation) =>
        (await ServerMetadata.DiscoverAsync(issuer, Http, cancellation)).Match(
            found => found.Server, refused => throw Story.Ends("Discovery", $"{refused.Fault} {refused.Detail}"));

    /// <summary>The agent's client of the provider.</summary>
    /// <param name="identity">The agent.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <param name="wantsNotification">Whether the provider is to call back when a deferred request is decided.</param>
    /// <param name="completionMode">How the agent takes the answer to a token request that crosses its Mission.</param>
    public async Task<MissionClient> ClientAsync(
        ClientIdentity identity, CancellationToken cancellation, bool wantsNotification = false, CompletionMode completionMode = CompletionMode.Immediate)
    {
        ServerMetadata provider = await DiscoverAsync(Addresses.Provider, cancellation);
        Story.Expect(
            "Discovery",
            provider.ClientContextTypesSupported.Contains("purpose") && provider.AuthorizationResponseIssSupported,
            "the provider takes client_context of type purpose and names itself in every answer (RFC 9207)",
            "client_context of type purpose is not offered");
        return new MissionClient(
            Http,
            provider,
            new MissionClientOptions { Client = identity, RedirectUri = Addresses.RedirectUri, WantsNotification = wantsNotification, CompletionMode = completionMode });
    }

    /// <summary>Pushes a request, sends the person, and takes the answer.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">What to ask for.</param>
    /// <param name="look">Looks at what the approval page showed.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<Completion> AskAsync(
        MissionClient client, MissionRequest request, Action<string>? look, CancellationToken cancellation)
    {
        PendingAuthorization pending = (await client.BeginAsync(request, cancellation)).Match(
            ready => ready.Pending,
            refused => throw Story.Ends("Request", Answers.Error(refused.Error)),
            missing => throw Story.Ends("Request", $"not offered: {missing.What}"),
            unusable => throw Story.Ends("Request", unusable.Detail));
        string query = pending.AuthorizationUrl.Query;
        Story.Expect(
            "Request",
            !query.Contains("client_context", StringComparison.Ordinal) && query.Contains("request_uri=", StringComparison.Ordinal),
            "pushed with client_context, PKCE and the thumbprint of a fresh key; the browser carries a reference only",
            "the browser carries the request");
        string shown = await Person.AnswerAsync(pending.AuthorizationUrl, approve: true, cancellation);
        look?.Invoke(shown);
        return await client.CompleteAsync(pending, await Callback.NextAsync(cancellation), cancellation);
    }

    /// <summary>The Mission of an answer, verified.</summary>
    public Mission Verified(Completion completion, string step) => completion.Match(
        verified =>
        {
            Story.Proved(step, $"ID Token verified: applied client_context equals what was asked, acr {verified.IdToken.Acr}; {verified.Mission.Ref} released");
            return verified.Mission;
        },
        _ => throw Story.Ends(step, "only a sign-in"),
        _ => throw Story.Ends(step, "deferred"),
        refused => throw Story.Ends(step, Why(refused.Why)));

    /// <summary>A client of a resource server.</summary>
    public HttpClient At(Mission mission, string resource, Func<CancellationToken, Task<MissionAnswer<MissionToken>>> obtain) =>
        new(new MissionResourceHandler(mission, resource, obtain) { InnerHandler = new LocalWays(Addresses.Ways) }) { BaseAddress = new Uri(resource) };

    /// <summary>A client of a resource server with a token that is there already.</summary>
    public HttpClient At(Mission mission, MissionToken token, string? resource = null) =>
        At(mission, resource ?? token.Resource, _ => Task.FromResult<MissionAnswer<MissionToken>>(new MissionAnswer<MissionToken>.Granted(token)));

    /// <summary>Tells that a token has one audience, one key and one Mission.</summary>
    public void OneOfEach(string step, MissionToken token, string audience, Mission mission)
    {
        string? wrong = TokenFacts.Wrong(token, audience, mission);
        Story.Expect(step, wrong is null, $"one audience ({new Uri(audience).Host}), one key (cnf.jkt is the Mission's), one mission_ref", wrong ?? string.Empty);
    }

    /// <summary>Why an authorization gave nothing.</summary>
    public static string Why(CompletionRefusal why) => why.Match(
        callback => $"the answer is not ours: {callback.Check}",
        declined => Answers.Error(declined.Error),
        bootstrap => Answers.Error(bootstrap.Error),
        token => Answers.Error(token.Error),
        idToken => $"ID Token: {idToken.Failure}",
        context => $"context: {context.Verdict}",
        _ => "expired",
        unusable => $"unusable: {unusable.Detail}");
}
