using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Missions;

namespace MissionPolicy.Client.Tests.Some;

/// <summary>Clients, requests and missions for tests.</summary>
internal static class Agent
{
    public const string RedirectUri = "https://assistant.example.com/callback";
    public const string Kind = "https://assistant.example.com/purposes/schedule-meeting";

    public static ResourceAccess Calendar(FakeProvider provider) => new()
    {
        Resource = provider.Issuer,
        Datatypes = ["calendar.event"],
        Actions = ["read", "create"],
    };

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static ClientContext Context { get; } = new()
    {
        App = "ai_assistant",
        Tenant = new TenantContext("example.com", "example.com"),
        Purpose = new PurposeContext
        {
            Kind = Kind,
            Params = new ContextParams()
                .Text("calendar", "cal_team01")
                .Object("window", new ContextParams().Text("from", "2026-12-01T08:00:00Z").Text("to", "2026-12-05T18:00:00Z"))
                .Texts("attendees", "eng-team@example.com")
                .Build(),
            Display = new DisplayText("Schedule a team meeting", "Find a slot.", "en"),
            Actor = new ActorHint("agent", "agent-7f3a2b1c"),
            Constraints = new ContextConstraints { ExpiresAt = new DateTimeOffset(2026, 12, 5, 18, 0, 0, TimeSpan.Zero), MaxDuration = TimeSpan.FromHours(8) },
        },
    };

    public static MissionRequest Request { get; } = new() { Context = Context };

    public static async Task<MissionClient> ClientAsync(this FakeProvider provider, Func<MissionClientOptions, MissionClientOptions>? change = null)
    {
        DiscoveryResult discovered = await ServerMetadata.DiscoverAsync(provider.Issuer, provider.Http, Cancellation);
        MissionClientOptions options = new()
        {
            Client = new ClientIdentity(Defaults.ClientId, new ClientCredential.None()),
            RedirectUri = RedirectUri,
        };
        return new MissionClient(
            provider.Http,
            discovered.Match(found => found.Server, refused => throw new InvalidOperationException(refused.ToString())),
            change?.Invoke(options) ?? options,
            provider.Time);
    }

    public static async Task<PendingAuthorization> PendingAsync(this MissionClient client, MissionRequest? request = null) =>
        Assert.IsType<BeginResult.Ready>(await client.BeginAsync(request ?? Request, Cancellation)).Pending;

    /// <summary>The query that the provider would send the person back with.</summary>
    public static string Back(this PendingAuthorization pending, string parameters = "code=c-1", string? iss = null) =>
        $"{RedirectUri}?{parameters}&state={pending.State.Reveal()}&iss={Uri.EscapeDataString(iss ?? pending.Issuer)}";

    public static async Task<Completion> CompleteAsync(this FakeProvider provider, MissionClient? client = null, MissionRequest? request = null)
    {
        client ??= await provider.ClientAsync();
        PendingAuthorization pending = await client.PendingAsync(request);
        return await client.CompleteAsync(pending, pending.Back(), Cancellation);
    }

    public static async Task<Mission> MissionAsync(this FakeProvider provider, Func<MissionClientOptions, MissionClientOptions>? change = null) =>
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync(await provider.ClientAsync(change))).Mission;

    public static CompletionRefusal Refusal(this Completion completion) => Assert.IsType<Completion.Refused>(completion).Why;

    public static T Granted<T>(this MissionAnswer<T> answer)
        where T : notnull => Assert.IsType<MissionAnswer<T>.Granted>(answer).Value;

    public static string[] Strings(this JsonElement value) => [.. value.EnumerateArray().Select(item => item.GetString()!)];
}
