namespace MissionPolicy.Server.Tests.Some;

/// <summary>One host and one person at an agent, signed in as strongly as the sample purposes ask.</summary>
public sealed class AgentFixture : IAsyncLifetime
{
    private TestHost? host;
    private TestAgent? agent;

    internal TestHost Host => host ?? throw new InvalidOperationException("The host is not started yet.");

    internal TestAgent Agent => agent ?? throw new InvalidOperationException("The host is not started yet.");

    /// <summary>The clients of <see cref="TestAgent"/>, and one that need not push; Zoe belongs to another tenant.</summary>
    internal static string[] Settings { get; } =
    [
        .. TestAgent.Settings,
        "--Clients:5:ClientId=web-app", "--Clients:5:ClientName=Web app", "--Clients:5:TokenEndpointAuthMethod=private_key_jwt", $"--Clients:5:Jwks={TestAgent.ClientKey.Jwks}",
        $"--Clients:5:RedirectUris:0={TestAgent.RedirectUri}", "--Clients:5:GrantTypes:0=authorization_code", "--Clients:5:GrantTypes:1=refresh_token",
        "--Clients:5:ResponseTypes:0=code", "--Clients:5:Scope=openid profile email", "--Clients:5:RequirePushedAuthorizationRequests=false", "--Clients:5:Sector=web.example.com",
        "--Accounts:5:Subject=user_6", "--Accounts:5:Username=zoe", "--Accounts:5:Name=Zoe Zimmer", "--Accounts:5:TotpSecret=NVUXG43JN5XC24DPNRUWG6JNNVYGC3TF",
        "--Accounts:5:Password=correct horse battery staple", "--Accounts:5:Tenants:0=other.example",
    ];

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(Settings);
        agent = new TestAgent(host);
        await agent.SignInStronglyAsync();
    }

    public ValueTask DisposeAsync()
    {
        agent?.Dispose();
        return host?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
