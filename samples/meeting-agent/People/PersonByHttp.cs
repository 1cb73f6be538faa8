using System.Text.Json;
using System.Text.Json.Nodes;

namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>Plays a person by plain HTTP: password, one-time code, a passkey in software, and the decision.</summary>
internal sealed class PersonByHttp(DevelopmentAccount account, Addresses addresses, TimeProvider time) : IPerson
{
    private const int MaxPages = 20;
    private const string PasskeyName = "Scenario";
    private const string AskPath = "/approve/i/";

    private readonly HttpBrowser browser = new();
    private SoftwarePasskey? passkey;

    /// <inheritdoc/>
    public async Task<string> AnswerAsync(Uri address, bool approve, CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        string shown = string.Empty;
        HtmlPage page = await WalkAsync(await browser.OpenAsync(address, cancellation), cancellation);
        if (page.FormWith("shown") is { } form)
        {
            shown = page.Text;
            page = await browser.SubmitAsync(page, form, [KeyValuePair.Create("decision", approve ? "approve" : "deny")], cancellation);
        }

        return page.Address.AbsoluteUri.StartsWith(addresses.RedirectUri, StringComparison.Ordinal)
            ? shown
            : throw new InvalidOperationException($"The pages ended at {page.Address.AbsolutePath}: {page.Text}");
    }

    /// <inheritdoc/>
    public async Task<Reviewed> ReviewAsync(Uri queue, string words, bool approve, CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        HtmlPage waiting = await WalkAsync(await browser.OpenAsync(queue, cancellation), cancellation);
        foreach (Uri proposal in waiting.Links(queue.AbsolutePath + "/"))
        {
            HtmlPage page = await WalkAsync(await browser.OpenAsync(proposal, cancellation), cancellation);
            if (page.Text.Contains(words, StringComparison.Ordinal) && page.Decision is { } form)
            {
                HtmlPage after = await browser.SubmitAsync(
                    page, form, [KeyValuePair.Create("decision", approve ? "approve" : "deny"), KeyValuePair.Create("comment", "Played.")], cancellation);
                return new Reviewed(page.Text, after.Text);
            }
        }

        throw new InvalidOperationException($"No proposal with {words} may be decided by {account.Username}: {waiting.Text}");
    }

    /// <inheritdoc/>
    public async Task<string> AnswerAskAsync(Uri missions, string words, bool approve, CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        HtmlPage list = await WalkAsync(await browser.OpenAsync(missions, cancellation), cancellation);
        foreach (Uri ask in list.Links(AskPath).Reverse())
        {
            HtmlPage page = await WalkAsync(await browser.OpenAsync(ask, cancellation), cancellation);
            if (page.FormWith("shown") is { } form && page.Text.Contains(words, StringComparison.Ordinal))
            {
                await browser.SubmitAsync(page, form, [KeyValuePair.Create("decision", approve ? "approve" : "deny")], cancellation);
                return page.Text;
            }
        }

        throw new InvalidOperationException($"Nothing that asks for {words} waits for {account.Username}: {list.Text}");
    }

    /// <inheritdoc/>
    public async Task<string> ReadAsync(Uri page, CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        return (await WalkAsync(await browser.OpenAsync(page, cancellation), cancellation)).Text;
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        passkey?.Dispose();
        return ValueTask.CompletedTask;
    }

    // A person has a passkey before an agent asks for one: two factors are enough to add it.
    private async Task PrepareAsync(CancellationToken cancellation)
    {
        if (passkey is not null)
        {
            return;
        }

        HtmlPage page = await WalkAsync(
            await browser.OpenAsync(new Uri(addresses.Provider + "/sign-in?return=%2Faccount&acr=mfa"), cancellation), cancellation);
        while (page.Forms.FirstOrDefault(form => form.Html.Contains($"Remove<span class=\"hidden\"> {PasskeyName}<", StringComparison.Ordinal)) is { } old)
        {
            page = await browser.SubmitAsync(page, old, [], cancellation);
        }

        HtmlForm form = page.FormWhere("data-passkey", "create") ?? throw new InvalidOperationException($"No passkey can be added at {page.Address.AbsolutePath}: {page.Text}");
        passkey = new SoftwarePasskey(addresses.Provider);
        JsonElement options = await browser.ScriptAsync(page, form, form.Attributes["data-options"], [], cancellation);
        await browser.ScriptAsync(page, form, form.Attributes["data-finish"], new JsonObject { ["credential"] = passkey.Create(options), ["name"] = PasskeyName }, cancellation);
    }

    // Through the sign-in pages to whatever comes after them.
    private async Task<HtmlPage> WalkAsync(HtmlPage page, CancellationToken cancellation)
    {
        for (int pages = 0; pages < MaxPages && page.Address.AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal); pages++)
        {
            page = page switch
            {
                _ when passkey is not null && page.FormWhere("data-passkey", "get") is { } form => await PasskeyAsync(page, form, cancellation),
                _ when page.FormWith("password") is { } form => await browser.SubmitAsync(
                    page, form, [KeyValuePair.Create("username", account.Username), KeyValuePair.Create("password", DevelopmentAccount.Password)], cancellation),
                _ when page.FormWith("code") is { } form => await CodeAsync(page, form, cancellation),
                _ => throw new InvalidOperationException($"Stuck at {page.Address.AbsolutePath}: {page.Text}"),
            };
        }

        return page;
    }

    private async Task<HtmlPage> PasskeyAsync(HtmlPage page, HtmlForm form, CancellationToken cancellation)
    {
        JsonObject question = new() { ["step_up"] = form.Attributes.GetValueOrDefault("data-step-up") == "true" };
        JsonElement options = await browser.ScriptAsync(page, form, form.Attributes["data-options"], question, cancellation);
        JsonElement answer = await browser.ScriptAsync(
            page, form, form.Attributes["data-finish"], new JsonObject { ["credential"] = passkey!.Get(options) }, cancellation);
        return await browser.OpenAsync(new Uri(page.Address, answer.GetProperty("location").GetString()), cancellation);
    }

    private async Task<HtmlPage> CodeAsync(HtmlPage page, HtmlForm form, CancellationToken cancellation)
    {
        HtmlPage next = await SendCodeAsync(page, form, cancellation);
        if (next.FormWith("code") is not { } again)
        {
            return next;
        }

        // A code is taken once; somebody may have used this one. The next is shown soon.
        TimeSpan left = OneTimeCode.Step - TimeSpan.FromTicks(time.GetUtcNow().Ticks % OneTimeCode.Step.Ticks);
        await Task.Delay(left, time, cancellation);
        return await SendCodeAsync(next, again, cancellation);
    }

    private Task<HtmlPage> SendCodeAsync(HtmlPage page, HtmlForm form, CancellationToken cancellation) =>
        browser.SubmitAsync(page, form, [KeyValuePair.Create("code", OneTimeCode.Of(account.TotpSecret, time.GetUtcNow()))], cancellation);
}
