using MissionPolicy.Client;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Missions;
using MissionPolicy.Samples.MeetingAgent.Callback;
using MissionPolicy.Samples.MeetingAgent.People;
using MissionPolicy.Samples.MeetingAgent.Scenarios;

namespace MissionPolicy.Http.Bench;

/// <summary>A Mission that a person approved, over HTTP as everywhere else.</summary>
internal static class ApprovedMission
{
    /// <summary>Asks for a Mission, plays the person who approves it, and redeems the code.</summary>
    /// <param name="server">The server.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The Mission with its key and its refresh token.</returns>
    /// <exception cref="BenchFailure">There is no Mission.</exception>
    public static async Task<SavedMission> AskAsync(PublishedServer server, CancellationToken cancellation)
    {
        await using CallbackListener callback = await CallbackListener.StartAsync(server.Addresses.CallbackPort, cancellation);
        await using PersonByHttp person = new(DevelopmentAccount.Alice, server.Addresses, TimeProvider.System);
        using HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        DiscoveryResult discovered = await ServerMetadata.DiscoverAsync(server.Addresses.Provider, http, cancellation);
        ServerMetadata provider = discovered.Match(found => found.Server, _ => throw new BenchFailure($"No metadata: {discovered}"));
        MissionClient client = new(http, provider, new MissionClientOptions
        {
            Client = new ClientIdentity(PublishedServer.Client, new ClientCredential.SecretBasic(new SecretText(server.Secret))),
            RedirectUri = server.Addresses.RedirectUri,
        });
        BeginResult begun = await client.BeginAsync(new Meeting(TimeProvider.System.GetUtcNow()).Request, cancellation);
        if (begun is not BeginResult.Ready { Pending: { } pending })
        {
            throw new BenchFailure($"The request is refused: {begun}");
        }

        await person.AnswerAsync(pending.AuthorizationUrl, approve: true, cancellation);
        Completion completion = await client.CompleteAsync(pending, await callback.NextAsync(cancellation), cancellation);
        return completion is Completion.Verified { Mission: { } mission }
            ? mission.Save()
            : throw new BenchFailure($"No Mission: {completion}");
    }
}
