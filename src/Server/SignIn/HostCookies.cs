using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.SignIn;

/// <summary>Names and attributes of our cookies. Behind a proxy the request may look like http, so the issuer decides, not the request.</summary>
/// <param name="options">Names the issuer.</param>
/// <remarks>Source: RFC 6265bis §4.1.3 (<c>__Host-</c>: Secure, Path=/, no Domain).</remarks>
internal sealed class HostCookies(IOptions<ServerOptions> options)
{
    /// <summary>Whether the issuer is https.</summary>
    public bool IsSecure => options.Value.Issuer.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The full name of a cookie.</summary>
    /// <param name="name">The short name.</param>
    public string Name(string name) => IsSecure ? $"__Host-mp_{name}" : $"mp_{name}";

    /// <summary>A cookie of ours that the request carries.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">The short name.</param>
    public string? Read(HttpContext http, string name) => http.Request.Cookies[Name(name)] is { Length: > 0 and <= 200 } value ? value : null;

    /// <summary>Sets a cookie.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">The short name.</param>
    /// <param name="value">The value.</param>
    public void Write(HttpContext http, string name, string value) => http.Response.Cookies.Append(Name(name), value, Attributes());

    /// <summary>Removes a cookie.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">The short name.</param>
    public void Remove(HttpContext http, string name) => http.Response.Cookies.Delete(Name(name), Attributes());

    /// <summary>For parts of the framework that set cookies themselves.</summary>
    /// <param name="name">The short name.</param>
    public CookieBuilder Builder(string name) => new FixedCookieBuilder(IsSecure) { Name = Name(name) };

    private CookieOptions Attributes() => new() { HttpOnly = true, IsEssential = true, Path = "/", SameSite = SameSiteMode.Lax, Secure = IsSecure };

    private sealed class FixedCookieBuilder(bool isSecure) : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom) => new()
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = isSecure,
            MaxAge = MaxAge,
            Expires = Expiration is { } life ? expiresFrom + life : null,
        };
    }
}
