using Microsoft.Playwright;

namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>Plays a person in headless Chromium, with a virtual authenticator for the passkey.</summary>
internal sealed class PersonInChromium : IPerson
{
    private const int MaxPages = 20;

    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Switches =
        ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright playwright;
    private readonly IBrowser chromium;
    private readonly DevelopmentAccount account;
    private readonly Addresses addresses;
    private readonly TimeProvider time;
    private bool isPrepared;

    private PersonInChromium(
        IPlaywright playwright, IBrowser chromium, IPage page, DevelopmentAccount account, Addresses addresses, TimeProvider time)
    {
        (this.playwright, this.chromium, Page) = (playwright, chromium, page);
        (this.account, this.addresses, this.time) = (account, addresses, time);
    }

    /// <summary>The installed browser, or null.</summary>
    public static string? Program => Programs.FirstOrDefault(File.Exists);

    /// <summary>Who is played.</summary>
    public DevelopmentAccount Account => account;

    /// <summary>The page, for whoever wants to look.</summary>
    public IPage Page { get; }

    /// <summary>Is called when a page that asks for a decision is shown.</summary>
    public Func<IPage, Task>? OnDecision { get; set; }

    public static async Task<PersonInChromium> StartAsync(DevelopmentAccount account, Addresses addresses, TimeProvider time)
    {
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser chromium = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Switches });
        IPage page = await (await chromium.NewContextAsync()).NewPageAsync();
        ICDPSession devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
                ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return new PersonInChromium(playwright, chromium, page, account, addresses, time);
    }

    /// <inheritdoc/>
    public async Task<string> AnswerAsync(Uri address, bool approve, CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        await Page.GotoAsync(address.AbsoluteUri);
        await WalkAsync(cancellation);
        if (!Path.StartsWith("/interaction/", StringComparison.Ordinal))
        {
            return string.Empty;
        }

        string shown = await Page.Locator("main").InnerTextAsync();
        await (OnDecision?.Invoke(Page) ?? Task.CompletedTask);
        await Page.Locator($"button[name=decision][value={(approve ? "approve" : "deny")}]").ClickAsync();
        await Page.WaitForURLAsync(url => url.StartsWith(addresses.RedirectUri, StringComparison.Ordinal));
        return shown;
    }

    /// <inheritdoc/>
    public async Task<Reviewed> ReviewAsync(Uri queue, string words, bool approve, CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        await Page.GotoAsync(queue.AbsoluteUri);
        await WalkAsync(cancellation);
        ILocator links = Page.Locator($"main a[href^='{queue.AbsolutePath}/']");
        int count = await links.CountAsync();
        for (int at = 0; at < count; at++)
        {
            await Page.GotoAsync(queue.AbsoluteUri);
            await links.Nth(at).ClickAsync();
            await Page.WaitForURLAsync(url => new Uri(url).AbsolutePath != queue.AbsolutePath);
            await WalkAsync(cancellation);
            string shown = await Page.Locator("main").InnerTextAsync();
            if (shown.Contains(words, StringComparison.Ordinal))
            {
                await (OnDecision?.Invoke(Page) ?? Task.CompletedTask);
                await Page.Locator("#comment").FillAsync("Played.");
                await Page.Locator($"button[name=decision][value={(approve ? "approve" : "deny")}]").ClickAsync();
                return new Reviewed(shown, await Page.Locator("main [role=status]").InnerTextAsync());
            }
        }

        throw new InvalidOperationException($"No proposal with {words} waits for {account.Username}.");
    }

    /// <inheritdoc/>
    public async Task<string> AnswerAskAsync(Uri missions, string words, bool approve, CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        await Page.GotoAsync(missions.AbsoluteUri);
        await WalkAsync(cancellation);
        ILocator asks = Page.Locator("main a[href^='/approve/i/']");
        for (int at = await asks.CountAsync() - 1; at >= 0; at--)
        {
            await Page.GotoAsync(missions.AbsoluteUri);
            await asks.Nth(at).ClickAsync();
            await Page.WaitForURLAsync(url => new Uri(url).AbsolutePath != missions.AbsolutePath);
            await WalkAsync(cancellation);
            string shown = await Page.Locator("main").InnerTextAsync();
            if (shown.Contains(words, StringComparison.Ordinal))
            {
                await (OnDecision?.Invoke(Page) ?? Task.CompletedTask);
                await Page.Locator($"button[name=decision][value={(approve ? "approve" : "deny")}]").ClickAsync();
                await Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/approve/done");
                return shown;
            }
        }

        throw new InvalidOperationException($"Nothing that asks for {words} waits for {account.Username}.");
    }

    /// <inheritdoc/>
    public async Task<string> ReadAsync(Uri page, CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        await Page.GotoAsync(page.AbsoluteUri);
        await WalkAsync(cancellation);
        return await Page.Locator("main").InnerTextAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }

    private string Path => new Uri(Page.Url).AbsolutePath;

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        if (isPrepared)
        {
            return;
        }

        await Page.GotoAsync(addresses.Provider + "/sign-in?return=%2Faccount&acr=mfa");
        await WalkAsync(cancellation);
        int before = await Page.Locator("#passkeys tbody tr").CountAsync();
        await Page.Locator("#name").FillAsync("Scenario");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#passkeys tbody tr")).ToHaveCountAsync(before + 1);
        isPrepared = true;
    }

    private async Task WalkAsync(CancellationToken cancellation)
    {
        for (int pages = 0; pages < MaxPages && Path.StartsWith("/sign-in", StringComparison.Ordinal); pages++)
        {
            string before = Page.Url;
            if (await Page.Locator("#code").CountAsync() > 0)
            {
                await CodeAsync(cancellation);
            }
            else if (isPrepared && await Page.Locator("form[data-passkey=get]").CountAsync() > 0)
            {
                await Page.Locator("form[data-passkey=get] button").ClickAsync();
                await Page.WaitForURLAsync(url => url != before);
            }
            else
            {
                await Page.Locator("#username").FillAsync(account.Username);
                await Page.Locator("#password").FillAsync(DevelopmentAccount.Password);
                await Page.Locator("form:has(#password) button").ClickAsync();
            }

            await Page.WaitForLoadStateAsync();
        }
    }

    // A code is taken once; when it was used already, the next is shown soon.
    private async Task CodeAsync(CancellationToken cancellation)
    {
        if (await Page.Locator("#error").CountAsync() > 0)
        {
            await Task.Delay(OneTimeCode.Step - TimeSpan.FromTicks(time.GetUtcNow().Ticks % OneTimeCode.Step.Ticks), time, cancellation);
        }

        await Page.Locator("#code").FillAsync(OneTimeCode.Of(account.TotpSecret, time.GetUtcNow()));
        await Page.Locator("form:has(#code) button").ClickAsync();
    }
}
