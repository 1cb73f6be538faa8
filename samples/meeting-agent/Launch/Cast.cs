namespace MissionPolicy.Samples.MeetingAgent.Launch;

/// <summary>Every process of the scenario, with what differs from its own settings.</summary>
internal static class Cast
{
    private const int UsualBase = 5100;

    // What the provider pushes with; the settings of the CRM's server name it.
    private const string SignalToken = "crm-as-development-signals-0001";

    public static IReadOnlyList<ServerProcess> Of(Addresses addresses, string root, string storage) =>
    [
        new("provider", new Uri(addresses.Provider), "/health/ready", "src/Server/bin/{0}/net10.0/MissionPolicy.Server.dll",
        [
            $"--contentRoot={Path.Combine(root, "src", "Server")}", "--environment=Development", $"--urls={addresses.Provider}",
            $"--Storage:Path={Path.Combine(storage, "provider")}", .. Told(addresses), .. addresses.Base == UsualBase ? [] : Moved(addresses),
        ]),
        // The same program in the other role: it knows no Mission, no catalog and no person.
        new("crm-as", new Uri(addresses.CrmServer), "/health/ready", "src/Server/bin/{0}/net10.0/MissionPolicy.Server.dll",
        [
            $"--contentRoot={Path.Combine(root, "samples", "crm")}", "--environment=Development", $"--urls={addresses.CrmServer}",
            $"--Storage:Path={Path.Combine(storage, "crm")}", $"--Server:Issuer={addresses.CrmServer}", $"--ResourceRole:Issuers:0:Issuer={addresses.Provider}",
            $"--Signals:Transmitters:0:Issuer={addresses.Provider}",
        ]),
        Api("calendar-api", "CalendarApi", addresses.Ways[Addresses.Calendar], addresses.Provider),
        Api("mail-api", "MailApi", addresses.Ways[Addresses.Mail], addresses.Provider),
        Api("crm-api", "CrmApi", addresses.Ways[Addresses.Crm], addresses.CrmServer),
    ];

    // The CRM's server is told of every Mission that it got an assertion of, without a call of its own.
    private static IEnumerable<string> Told(Addresses addresses) =>
    [
        "--Signals:AllowHttpLoopback=true",
        "--Signals:Receivers:0:Client=crm-as",
        $"--Signals:Receivers:0:Audience={addresses.CrmServer}",
        $"--Signals:Receivers:0:PushUrl={addresses.CrmServer}/signals/receive",
        $"--Signals:Receivers:0:PushAuthorization=Bearer {SignalToken}",
    ];

    private static IEnumerable<string> Moved(Addresses addresses) =>
    [
        $"--Server:Issuer={addresses.Provider}",
        $"--Downstream:0:Issuer={addresses.CrmServer}",
        $"--Clients:assistant:RedirectUris:0={addresses.RedirectUri}",
        $"--Clients:it-agent:RedirectUris:0={addresses.RedirectUri}",
        $"--Clients:it-agent:DeferredClientNotificationEndpoint={addresses.NotificationUri}",
        $"--AccessTokens:Audience={addresses.Provider}",
    ];

    private static ServerProcess Api(string folder, string project, Uri address, string issuer) => new(
        folder, address, "/health", $"samples/{folder}/bin/{{0}}/net10.0/MissionPolicy.Samples.{project}.dll", [$"--urls={address}", $"--Guard:Issuer={issuer}"]);
}
