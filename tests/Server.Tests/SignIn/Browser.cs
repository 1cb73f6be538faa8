using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.SignIn;

/// <summary>A browser without script: keeps cookies, fills forms in, follows nothing by itself.</summary>
internal sealed partial class Browser : IDisposable
{
    public const string Password = "correct horse battery staple";

    private readonly TestHost host;
    private readonly HttpClient http;
    private readonly CookieContainer cookies = new();

    public Browser(TestHost host)
    {
        this.host = host;
        SocketsHttpHandler connections = host.Connections();
        connections.AllowAutoRedirect = false;
        connections.CookieContainer = cookies;
        http = new HttpClient(connections) { BaseAddress = host.Http.BaseAddress };
        http.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    public string? Cookie(string name) => cookies.GetCookies(host.Http.BaseAddress!)[name]?.Value;

    public void SetCookie(string name, string value) => cookies.Add(host.Http.BaseAddress!, new Cookie(name, value, "/"));

    public Task<Page> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Loads a page and sends its form.</summary>
    public async Task<Page> FillAsync(string path, params (string Name, string Value)[] fields) => await SubmitAsync(await GetAsync(path), path, fields);

    /// <summary>Sends a form of a page that was loaded.</summary>
    public Task<Page> SubmitAsync(Page page, string path, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", page.Token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
    });

    /// <summary>Types a password, whoever is signed in already.</summary>
    public async Task<Page> SignInAsync(string username = "alice", string query = "", string password = Password) =>
        await SubmitAsync(await GetAsync("/sign-in?max_age=0"), "/sign-in" + query, ("username", username), ("password", password));

    public Task<Page> TypeCodeAsync(string username = "alice", string query = "", int steps = 0) =>
        FillAsync("/sign-in/code" + query, ("code", Code(username, steps)));

    /// <summary>The code that an authenticator app shows.</summary>
    public string Code(string username = "alice", int steps = 0)
    {
        Account account = host.App.Services.GetRequiredService<AccountStore>().FindByUsernameAsync(username, default).AsTask().GetAwaiter().GetResult()!;
        Assert.True(Base32.TryDecode(account.TotpSecret!, out byte[]? secret));
        return Totp.Code(secret, Totp.StepOf(host.Time.GetUtcNow()) + steps);
    }

    /// <summary>What the authorization endpoint would see of this browser.</summary>
    public async Task<AuthenticatedSession?> SessionAsync()
    {
        DefaultHttpContext context = new();
        context.Request.Headers.Cookie = cookies.GetCookieHeader(host.Http.BaseAddress!);
        return await host.App.Services.GetRequiredService<BrowserSession>().ReadAsync(context);
    }

    public async Task<Page> PostJsonAsync(string path, JsonObject body, string? token = null, string? origin = null)
    {
        HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add("RequestVerificationToken", token ?? (await GetAsync("/sign-in?max_age=0")).Token);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await SendAsync(request);
    }

    public async Task<Page> RegisterAsync(SoftwarePasskey passkey)
    {
        Page options = await PostJsonAsync("/account/passkeys/options", []);
        return options.Status == HttpStatusCode.OK
            ? await PostJsonAsync("/account/passkeys", new JsonObject { ["credential"] = passkey.Create(options.Json), ["name"] = "Test key" })
            : options;
    }

    public async Task<Page> UsePasskeyAsync(SoftwarePasskey passkey, string query = "", bool stepUp = false)
    {
        Page options = await PostJsonAsync("/sign-in/passkey/options", new JsonObject { ["step_up"] = stepUp });
        return await PostJsonAsync("/sign-in/passkey" + query, new JsonObject { ["credential"] = passkey.Get(options.Json) });
    }

    public void Dispose() => http.Dispose();

    private async Task<Page> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new Page(response.StatusCode, response.Headers.Location?.OriginalString, text, response.Headers.ToDictionary(h => h.Key, h => string.Join('\n', h.Value)));
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    /// <summary>An answer.</summary>
    public sealed record Page(HttpStatusCode Status, string? Location, string Text, Dictionary<string, string> Headers)
    {
        public string Token => TokenField().Match(Text) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException($"No form: {Status} {Text}");

        public JsonElement Json => JsonElement.Parse(Text);

        public void GoesTo(string location)
        {
            Assert.Equal(HttpStatusCode.SeeOther, Status);
            Assert.Equal(location, Location);
        }
    }
}
