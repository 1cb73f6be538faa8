using System.Text;
using System.Text.Encodings.Web;

namespace MissionPolicy.Server.Authorize;

/// <summary>A page that posts an answer to the client at once, or by its button where no script runs.</summary>
/// <remarks>Source: OAuth 2.0 Form Post Response Mode §2.</remarks>
internal static class FormPostPage
{
    /// <summary>The script that sends the form; a file of ours, since no script stands inside a page.</summary>
    public const string Script = "/form-post.js";

    public static async Task WriteAsync(HttpContext http, string redirectUri, IEnumerable<KeyValuePair<string, string?>> members)
    {
        HtmlEncoder html = HtmlEncoder.Default;
        StringBuilder page = new();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Continue</title><link rel=\"stylesheet\" href=\"/site.css\">")
            .Append("<script src=\"").Append(Script).Append("\" defer></script></head><body><main><form method=\"post\" action=\"").Append(html.Encode(redirectUri)).Append("\">");
        foreach ((string name, string? value) in members)
        {
            page.Append("<input type=\"hidden\" name=\"").Append(html.Encode(name)).Append("\" value=\"").Append(html.Encode(value ?? string.Empty)).Append("\">");
        }

        page.Append("<button type=\"submit\">Continue</button></form></main></body></html>");
        string origin = InteractionFormTargets.Source(redirectUri);
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action {origin}";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(page.ToString(), http.RequestAborted);
    }
}
