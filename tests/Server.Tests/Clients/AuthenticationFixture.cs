using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Replay;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Protocol;

namespace MissionPolicy.Server.Tests.Clients;

/// <summary>Client authentication on a real store: one client for each way.</summary>
internal sealed class AuthenticationFixture : IClientRegistry, IAsyncDisposable
{
    public const string Secret = "a secret: with% special+ characters";
    public const string Endpoint = "http://localhost:5100/par";

    private readonly TemporaryStore store;
    private readonly ClientAuthentication authentication;

    public AuthenticationFixture()
    {
        store = new TemporaryStore(Time, ReplayTable.Used);
        authentication = new ClientAuthentication(this, new ReplayGuard(store.Store), Options.Create(new ServerOptions()), Time);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));

    public TestKey Key { get; } = TestKey.Ec();

    public TestKey RsaKey { get; } = TestKey.Rsa();

    public long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    public ValueTask<Client?> FindAsync(string clientId, CancellationToken cancellation) => ValueTask.FromResult(clientId switch
    {
        "agent" => Of(clientId, ClientAuthenticationMethod.PrivateKeyJwt) with { Keys = [Key.Public, RsaKey.Public] },
        "legacy" => Of(clientId, ClientAuthenticationMethod.PrivateKeyJwt) with { Keys = [Key.Public], LegacyAssertionAudience = true },
        "api:1" => Of(clientId, ClientAuthenticationMethod.ClientSecretBasic) with { SecretHash = HandleHash.Of(Secret).Value },
        "cli" => Of(clientId, ClientAuthenticationMethod.None),
        _ => null,
    });

    public string Claims(string client = "agent", string more = "", string aud = "\"http://localhost:5100\"", string? jti = null, long life = 60) =>
        $$"""{"iss":"{{client}}","sub":"{{client}}","aud":{{aud}},"jti":"{{jti ?? Guid.NewGuid().ToString("N")}}","iat":{{Now}},"exp":{{Now + life}}{{more}}}""";

    public static string Form(string assertion, string more = "") =>
        $"client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion={assertion}{more}";

    public static string Basic(string id, string secret) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}"));

    public Task<Parsed<Client>> ByAssertionAsync(string claims, string header = """{"alg":"ES256"}""", TestKey? key = null) =>
        AskAsync(Form((key ?? Key).Sign(header, claims)));

    public Task<Parsed<Client>> AskAsync(string form, params string[] authorization)
    {
        DefaultHttpContext http = new();
        if (authorization.Length > 0)
        {
            http.Request.Headers.Authorization = authorization;
        }

        return FormParameters.Parse(form, FormParameters.Repeatable).Match(
            read => authentication.AuthenticateAsync(http, read, Endpoint, TestContext.Current.CancellationToken),
            error => Task.FromResult<Parsed<Client>>(error));
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private static Client Of(string id, ClientAuthenticationMethod method) => new() { ClientId = id, AuthenticationMethod = method, GrantTypes = ["authorization_code"] };
}
