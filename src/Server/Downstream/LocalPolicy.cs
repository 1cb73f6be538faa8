using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Downstream;

/// <summary>What this server itself gives for an assertion: the asserted, cut by its own policy, never more.</summary>
/// <remarks>Source: id-jag digest §5, steps 12, 13 and 15.</remarks>
internal sealed class LocalPolicy(IOptions<ResourceRoleOptions> options)
{
    /// <summary>Decides.</summary>
    /// <param name="assertion">The assertion.</param>
    /// <param name="form">The request: it may ask for less.</param>
    /// <returns>What is given, or the standard error.</returns>
    public Parsed<LocalGrant> Decide(ReceivedAssertion assertion, FormParameters form)
    {
        if (options.Value.Policies.FirstOrDefault(row => row.PurposeKind == assertion.PurposeKind) is not { } policy)
        {
            return OAuthErrors.InvalidGrant.Because("the assertion is not accepted");
        }

        if (policy.AcrValues.Count > 0 && !policy.AcrValues.Contains(assertion.Acr ?? string.Empty, StringComparer.Ordinal)
            || policy.RequireActor && (assertion.Actor is null || assertion.ActorIssuer != assertion.Issuer))
        {
            return OAuthErrors.AccessDenied.Because("local policy refuses");
        }

        ImmutableArray<string> asked = form.All("resource");
        string? resource = asked.Length switch
        {
            0 => assertion.Resource ?? (policy.Resources is [var only] ? only : null),
            1 => asked[0],
            _ => null,
        };
        if (resource is null || !policy.Resources.Contains(resource, StringComparer.Ordinal) || (assertion.Resource is { } bound && bound != resource))
        {
            return OAuthErrors.InvalidTarget.Because("the resource is not given");
        }

        return Scopes(assertion, policy, form["scope"]).Bind<LocalGrant>(scopes => new LocalGrant(resource, scopes, TimeSpan.FromSeconds(policy.TokenSeconds)));
    }

    private static Parsed<ValueArray<string>> Scopes(ReceivedAssertion assertion, LocalPolicyOptions policy, string? wanted)
    {
        // Where the assertion carries details, they bound the scopes too: a scope is only their coarse view.
        ValueArray<string> detailed = assertion.Details.SelectMany(detail => detail.DataTypes.SelectMany(type => detail.Actions.Select(action => $"{type}.{action}"))).ToSortedSet();
        ValueArray<string> asserted = detailed.IsEmpty ? assertion.Scopes
            : assertion.Scopes.IsEmpty ? detailed
            : assertion.Scopes.Where(detailed.Contains).ToValueArray();
        ValueArray<string> given = asserted.Where(scope => policy.Scopes.Contains(scope, StringComparer.Ordinal)).ToValueArray();
        ValueArray<string> asked = (wanted ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet();
        if (asked.Any(scope => !given.Contains(scope)))
        {
            return OAuthErrors.InvalidScope.Because("a scope that is not given");
        }

        ValueArray<string> granted = asked.IsEmpty ? given : asked;
        return granted.IsEmpty ? OAuthErrors.InvalidScope.Because("nothing is given for this assertion") : granted;
    }
}
