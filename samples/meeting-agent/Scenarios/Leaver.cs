using System.Globalization;
using System.Security.Cryptography;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Missions;

namespace MissionPolicy.Samples.MeetingAgent.Scenarios;

/// <summary>Somebody leaves, and the account is to be disabled: its request, and what is wanted at the directory.</summary>
internal sealed record Leaver
{
    public const string Account = "u104211";

    /// <summary>Tells this request from every other in the queue.</summary>
    public string Ticket { get; } = "HR-" + RandomNumberGenerator.GetInt32(10_000_000, 100_000_000).ToString(CultureInfo.InvariantCulture);

    /// <summary>The request.</summary>
    /// <param name="limit">After which the work is of no use any more, or null.</param>
    public MissionRequest Request(DateTimeOffset? limit = null) => new()
    {
        ResponseType = ResponseType.Either,
        Context = new ClientContext
        {
            App = "joiner_mover_leaver",
            Tenant = new TenantContext("example.com"),
            Purpose = new PurposeContext
            {
                Kind = "https://it.example.com/purposes/deprovision-user-access",
                Params = new ContextParams().Text("account", Account).Text("ticket", Ticket).Build(),
                Constraints = limit is null ? null : new ContextConstraints { ExpiresAt = limit },
                Display = new DisplayText("Somebody leaves", "Disable the account after the last day.", "en"),
            },
        },
    };

    public static ResourceAccess Read { get; } = Access("read");

    public static ResourceAccess Disable { get; } = Access("disable");

    private static ResourceAccess Access(string action) => new() { Resource = Addresses.Directory, Datatypes = ["directory.user"], Actions = [action] };
}
