using System.Collections.Immutable;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Downstream;

/// <summary>What an assertion gives at one resource server, and how a request makes it less. No step takes a bound away.</summary>
/// <param name="Scopes">The operations, <c>class.operation</c>.</param>
/// <param name="Details">The same with their bounds.</param>
/// <remarks>Source: ID-JAG draft §4.4; RFC 9396 §6.1.</remarks>
internal sealed record LocalAuthority(ValueArray<string> Scopes, ValueArray<LocalDetail> Details)
{
    private static OAuthError NotGiven => OAuthErrors.InvalidAuthorizationDetails.Because("a detail that is not given");

    /// <summary>What the assertion gives, cut by local policy.</summary>
    /// <param name="assertion">The assertion.</param>
    /// <param name="policy">The row of local policy.</param>
    /// <param name="resource">The resource server.</param>
    public static Parsed<LocalAuthority> Of(ReceivedAssertion assertion, LocalPolicyOptions policy, string resource)
    {
        // A bound that is not understood could not be kept here, and to leave it out would widen.
        if (assertion.Details.Any(detail => ReceivedConstraints.Unreadable(detail.Constraints) is not null))
        {
            return OAuthErrors.InvalidAuthorizationDetails.Because("a constraint that is not understood here");
        }

        if (assertion.Details.IsEmpty)
        {
            return OfScopes(assertion.Scopes.Where(scope => policy.Scopes.Contains(scope, StringComparer.Ordinal)).ToValueArray());
        }

        // A detail counts at its own server only.
        ValueArray<MissionDetail> here = assertion.Details.Where(detail => detail.Locations.IsEmpty || detail.Locations.Contains(resource)).ToValueArray();
        if (here.IsEmpty)
        {
            return OAuthErrors.InvalidTarget.Because("the resource is not given");
        }

        if (here.Any(detail => detail.DataTypes.IsEmpty || detail.Actions.IsEmpty))
        {
            return OAuthErrors.InvalidAuthorizationDetails.Because("a detail that does not say what it gives");
        }

        // The details bound the scopes too: a scope is only their coarse view.
        return OfDetails(here
            .SelectMany(detail => detail.DataTypes.Select(type => new LocalDetail(type, detail.Actions, detail.Identifier, detail.Constraints)))
            .SelectMany(detail => Only(detail, scope =>
                (assertion.Scopes.IsEmpty || assertion.Scopes.Contains(scope)) && policy.Scopes.Contains(scope, StringComparer.Ordinal))));
    }

    /// <summary>What is left when a request names details.</summary>
    /// <param name="asked">The details; none for all.</param>
    /// <returns>The rest, or <c>invalid_authorization_details</c> for one that is wider.</returns>
    public Parsed<LocalAuthority> Within(ValueArray<MissionDetail> asked)
    {
        if (asked.IsEmpty)
        {
            return this;
        }

        ImmutableArray<LocalDetail>.Builder narrower = ImmutableArray.CreateBuilder<LocalDetail>();
        foreach ((MissionDetail detail, string type, string action) in
            asked.SelectMany(detail => detail.DataTypes.SelectMany(type => detail.Actions.Select(action => (detail, type, action)))))
        {
            LocalDetail[] found =
            [
                .. Details.Where(given => given.DataType == type && given.Actions.Contains(action))
                    .Select(given => (given with { Actions = [action] }).Narrowed(detail))
                    .OfType<LocalDetail>(),
            ];
            if (found.Length == 0)
            {
                return NotGiven;
            }

            narrower.AddRange(found);
        }

        return OfDetails(narrower);
    }

    /// <summary>What is left when a request names scopes.</summary>
    /// <param name="asked">The scopes; none for all.</param>
    /// <returns>The rest, or <c>invalid_scope</c>.</returns>
    public Parsed<LocalAuthority> Within(ValueArray<string> asked) =>
        asked.Any(scope => !Scopes.Contains(scope)) ? OAuthErrors.InvalidScope.Because("a scope that is not given")
        : Scopes.IsEmpty ? OAuthErrors.InvalidScope.Because("nothing is given for this assertion")
        : asked.IsEmpty ? this
        : new LocalAuthority(asked, LocalDetail.Joined(Details.SelectMany(detail => Only(detail, asked.Contains))));

    private static LocalAuthority OfDetails(IEnumerable<LocalDetail> details)
    {
        ValueArray<LocalDetail> joined = LocalDetail.Joined(details);
        return new LocalAuthority(joined.SelectMany(detail => detail.Scopes).ToSortedSet(), joined);
    }

    // A scope that is no operation of a class has no finer form.
    private static LocalAuthority OfScopes(ValueArray<string> scopes) => new(scopes, LocalDetail.Joined(scopes
        .Where(scope => scope.LastIndexOf('.') > 0)
        .Select(scope => new LocalDetail(scope[..scope.LastIndexOf('.')], [scope[(scope.LastIndexOf('.') + 1)..]], null, default))));

    private static IEnumerable<LocalDetail> Only(LocalDetail detail, Func<string, bool> isGiven)
    {
        ValueArray<string> actions = detail.Actions.Where(action => isGiven($"{detail.DataType}.{action}")).ToValueArray();
        return actions.IsEmpty ? [] : [detail with { Actions = actions }];
    }
}
