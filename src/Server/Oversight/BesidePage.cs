using Microsoft.AspNetCore.Routing.Matching;

namespace MissionPolicy.Server.Oversight;

/// <summary>Where a page and an API have the same address: a browser that opens it gets the page, everybody else the API.</summary>
/// <remarks>A browser that navigates says that it takes HTML and carries no access token.</remarks>
internal sealed class BesidePage : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>What marks an API that has a page at its address.</summary>
    public static object Marker { get; } = new Mark();

    /// <inheritdoc/>
    public override int Order => 0;

    /// <inheritdoc/>
    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<Mark>() is not null);

    /// <inheritdoc/>
    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        if (!IsNavigation(httpContext.Request))
        {
            return Task.CompletedTask;
        }

        for (int i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && candidates[i].Endpoint.Metadata.GetMetadata<Mark>() is not null)
            {
                candidates.SetValidity(i, false);
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsNavigation(HttpRequest request) =>
        request.Headers.Authorization.Count == 0 && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private sealed class Mark;
}
