using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>A browser without a window: cookies, redirects, forms.</summary>
internal sealed class HttpBrowser : IDisposable
{
    private const int MaxHops = 20;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        // Where an address is a page and an API, what is wanted decides.
        DefaultRequestHeaders = { { "Accept", "text/html" } },
    };

    /// <summary>Opens an address and follows redirects.</summary>
    public async Task<HtmlPage> OpenAsync(Uri address, CancellationToken cancellation) =>
        await FollowAsync(await http.GetAsync(address, cancellation), address, cancellation);

    /// <summary>Sends a form of a page.</summary>
    public async Task<HtmlPage> SubmitAsync(HtmlPage page, HtmlForm form, IEnumerable<KeyValuePair<string, string>> values, CancellationToken cancellation)
    {
        Uri address = form.Attributes.GetValueOrDefault("action") is { Length: > 0 } action ? new Uri(page.Address, action) : page.Address;
        Dictionary<string, string> fields = new(form.Fields);
        foreach ((string name, string value) in values)
        {
            fields[name] = value;
        }

        using FormUrlEncodedContent content = new(fields);
        return await FollowAsync(await http.PostAsync(address, content, cancellation), address, cancellation);
    }

    /// <summary>Sends JSON as a script of a page would.</summary>
    public async Task<JsonElement> ScriptAsync(HtmlPage page, HtmlForm form, string path, JsonObject body, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(page.Address, path));
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.Add("RequestVerificationToken", form.Antiforgery);
        request.Headers.Add("Origin", page.Address.GetLeftPart(UriPartial.Authority));
        using HttpResponseMessage response = await http.SendAsync(request, cancellation);
        string text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {text}");
    }

    public void Dispose() => http.Dispose();

    private async Task<HtmlPage> FollowAsync(HttpResponseMessage response, Uri address, CancellationToken cancellation)
    {
        for (int hop = 0; hop < MaxHops; hop++)
        {
            if ((int)response.StatusCode is not (>= 300 and < 400) || response.Headers.Location is not { } location)
            {
                using (response)
                {
                    return new HtmlPage(address, await response.Content.ReadAsStringAsync(cancellation));
                }
            }

            response.Dispose();
            address = new Uri(address, location);
            response = await http.GetAsync(address, cancellation);
        }

        throw new InvalidOperationException("The pages send the browser around in circles.");
    }
}
