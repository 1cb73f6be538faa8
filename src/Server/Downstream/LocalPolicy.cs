using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Downstream;

/// <summary>What this server itself gives for an assertion: the asserted, cut by its own policy, never more.</summary>
/// <remarks>Source: id-jag digest §5, steps 12, 13 and 15.</remarks>
internal sealed class LocalPolicy(IOptions<ResourceRoleOptions> options)
{
    private static OAuthError Refuses => OAuthErrors.AccessDenied.Because("local policy refuses");

    /// <summary>Decides.</summary>
    /// <param name="assertion">The assertion.</param>
    /// <param name="form">The request: it may ask for less.</param>
    /// <returns>What is given, or the refusal.</returns>
    public (LocalGrant? Grant, LocalRefusal? Refused) Decide(ReceivedAssertion assertion, FormParameters form)
    {
        if (options.Value.Policies.FirstOrDefault(row => row.PurposeKind == assertion.PurposeKind) is not { } policy)
        {
            return (null, new LocalRefusal(OAuthErrors.InvalidGrant.Because("the assertion is not accepted"), "purpose"));
        }

        if (policy.AcrValues.Count > 0 && !policy.AcrValues.Contains(assertion.Acr ?? string.Empty, StringComparer.Ordinal))
        {
            return (null, new LocalRefusal(Refuses, "acr"));
        }

        if (policy.RequireActor && (assertion.Actor is null || assertion.ActorIssuer != assertion.Issuer))
        {
            return (null, new LocalRefusal(Refuses, "actor"));
        }

        return Bounded(policy, assertion, form).Match<(LocalGrant?, LocalRefusal?)>(grant => (grant, null), error => (null, new LocalRefusal(error, Why(error))));
    }

    private static string Why(OAuthError error) =>
        error.Code == OAuthErrors.InvalidTarget.Code ? "resource" : error.Code == OAuthErrors.InvalidScope.Code ? "scope" : "details";

    private static Parsed<LocalGrant> Bounded(LocalPolicyOptions policy, ReceivedAssertion assertion, FormParameters form)
    {
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

        ValueArray<string> scopes = (form["scope"] ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet();
        return LocalAuthority.Of(assertion, policy, resource)
            .Bind(given => Asked(form, assertion, resource).Bind(given.Within))
            .Bind(given => given.Within(scopes))
            .Bind<LocalGrant>(given => new LocalGrant(resource, given.Scopes, given.Details, TimeSpan.FromSeconds(policy.TokenSeconds)));
    }

    // The request may narrow with details too; what would be ignored must not look accepted.
    private static Parsed<ValueArray<MissionDetail>> Asked(FormParameters form, ReceivedAssertion assertion, string resource)
    {
        if (form["authorization_details"] is not { } json)
        {
            return new ValueArray<MissionDetail>();
        }

        return MissionDetailsParser.Parse(json, DetailUse.Token).Bind<ValueArray<MissionDetail>>(details =>
            details.Any(detail => detail.MissionRef != assertion.MissionRef || ReceivedConstraints.Unreadable(detail.Constraints) is not null)
                ? OAuthErrors.InvalidAuthorizationDetails.Because("a detail that is not given")
            : details.Any(detail => !detail.Locations.Contains(resource)) ? OAuthErrors.InvalidTarget.Because("resource and locations name different servers")
            : details);
    }
}
