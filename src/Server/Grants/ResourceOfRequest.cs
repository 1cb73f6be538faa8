using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Grants;

/// <summary>The one resource and the one detail of a token request; <c>resource</c> and <c>locations</c> have to name the same.</summary>
/// <remarks>Source: RFC 8707 §2.2; RFC 9396 §6; derivation digest §3.1.</remarks>
/// <param name="Resource">The resource server, or null when none is named.</param>
/// <param name="Detail">The detail, or null when none was sent.</param>
internal sealed record ResourceOfRequest(string? Resource, MissionDetail? Detail)
{
    /// <summary>The error of a request that asks for more than this server's own APIs at a grant that gives nothing else; null when it does not.</summary>
    /// <remarks>A client that named its audience is never to take a token for another one. Source: RFC 8707 §2.2; RFC 9396 §6.</remarks>
    /// <param name="form">The parameters.</param>
    /// <param name="issuer">The audience of this server's own APIs.</param>
    public static OAuthError? Foreign(FormParameters form, string issuer) =>
        form.All("resource") is [_, _, ..] ? OAuthErrors.InvalidTarget.Because("one resource at a time")
        : Named(form) is { } resource && resource != issuer ? OAuthErrors.InvalidTarget.Because("this grant is for this server's own APIs; a resource is named with the refresh token of a Mission")
        : form["authorization_details"] is not null ? OAuthErrors.InvalidAuthorizationDetails.Because("this grant is for this server's own APIs; details are named with the refresh token of a Mission")
        : null;

    public static Parsed<ResourceOfRequest> Read(FormParameters form)
    {
        if (Refusal(form) is { } refused)
        {
            return refused;
        }

        string? resource = Named(form);
        if (form["authorization_details"] is not { } json)
        {
            return new ResourceOfRequest(resource, null);
        }

        return MissionDetailsParser.Parse(json, DetailUse.Token).Bind<ResourceOfRequest>(details => details.Count != 1
            ? OAuthErrors.InvalidAuthorizationDetails.Because("one detail at a time")
            : resource is not null && !details[0].Locations.IsEmpty && details[0].Locations[0] != resource
                ? OAuthErrors.InvalidTarget.Because("resource and locations name different servers")
                : new ResourceOfRequest(resource ?? (details[0].Locations.IsEmpty ? null : details[0].Locations[0]), details[0]));
    }

    /// <summary>What is wrong with <c>resource</c>, or null.</summary>
    public static OAuthError? Refusal(FormParameters form) =>
        form.All("resource").Length > 1 ? OAuthErrors.InvalidTarget.Because("one resource at a time")
        : Named(form) is { } resource && !AbsoluteUri.Is(resource) ? OAuthErrors.InvalidTarget.Because("resource has to be an absolute URI without a fragment")
        : null;

    /// <summary>The one <c>resource</c>, or null.</summary>
    public static string? Named(FormParameters form) => form.All("resource") is [string one, ..] ? one : null;
}
