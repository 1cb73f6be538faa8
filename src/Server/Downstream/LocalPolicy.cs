using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
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

        return Given(assertion, policy, resource).Bind(given =>
            Asked(form, assertion, resource).Bind(asked =>
            Granted(given, asked, form["scope"]).Bind<LocalGrant>(scopes => new LocalGrant(resource, scopes, TimeSpan.FromSeconds(policy.TokenSeconds)))));
    }

    // Where the assertion carries details, they bound the scopes too: a scope is only their coarse view. A detail counts at its own server only.
    private static Parsed<ValueArray<string>> Given(ReceivedAssertion assertion, LocalPolicyOptions policy, string resource)
    {
        if (assertion.Details.Any(IsFiner))
        {
            return OAuthErrors.InvalidAuthorizationDetails.Because("a detail that cannot be kept here");
        }

        ValueArray<MissionDetail> here = assertion.Details.Where(detail => detail.Locations.IsEmpty || detail.Locations.Contains(resource)).ToValueArray();
        if (here.IsEmpty && !assertion.Details.IsEmpty)
        {
            return OAuthErrors.InvalidTarget.Because("the resource is not given");
        }

        if (here.Any(detail => detail.DataTypes.IsEmpty || detail.Actions.IsEmpty))
        {
            return OAuthErrors.InvalidAuthorizationDetails.Because("a detail that does not say what it gives");
        }

        ValueArray<string> detailed = Pairs(here);
        ValueArray<string> asserted = detailed.IsEmpty ? assertion.Scopes
            : assertion.Scopes.IsEmpty ? detailed
            : assertion.Scopes.Where(detailed.Contains).ToValueArray();
        return asserted.Where(scope => policy.Scopes.Contains(scope, StringComparer.Ordinal)).ToValueArray();
    }

    // The request may narrow with details too; what would be ignored must not look accepted.
    private static Parsed<ValueArray<string>> Asked(FormParameters form, ReceivedAssertion assertion, string resource)
    {
        if (form["authorization_details"] is not { } json)
        {
            return new ValueArray<string>();
        }

        return MissionDetailsParser.Parse(json, DetailUse.Token).Bind<ValueArray<string>>(details =>
            details.Any(detail => detail.MissionRef != assertion.MissionRef || IsFiner(detail)) ? OAuthErrors.InvalidAuthorizationDetails.Because("a detail that is not given")
            : details.Any(detail => !detail.Locations.Contains(resource)) ? OAuthErrors.InvalidTarget.Because("resource and locations name different servers")
            : Pairs(details));
    }

    private static Parsed<ValueArray<string>> Granted(ValueArray<string> given, ValueArray<string> detailed, string? scope)
    {
        if (detailed.Any(pair => !given.Contains(pair)))
        {
            return OAuthErrors.InvalidAuthorizationDetails.Because("a detail that is not given");
        }

        ValueArray<string> within = detailed.IsEmpty ? given : detailed;
        ValueArray<string> asked = (scope ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet();
        if (asked.Any(word => !within.Contains(word)))
        {
            return OAuthErrors.InvalidScope.Because("a scope that is not given");
        }

        ValueArray<string> granted = asked.IsEmpty ? within : asked;
        return granted.IsEmpty ? OAuthErrors.InvalidScope.Because("nothing is given for this assertion") : granted;
    }

    // One object or a constraint: our scopes cannot say it, and to leave it out would widen.
    private static bool IsFiner(MissionDetail detail) => detail.Identifier is not null || detail.Constraints.ValueKind != JsonValueKind.Undefined;

    private static ValueArray<string> Pairs(IEnumerable<MissionDetail> details) =>
        details.SelectMany(detail => detail.DataTypes.SelectMany(type => detail.Actions.Select(action => $"{type}.{action}"))).ToSortedSet();
}
