using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Is what a client asks for by name in the entry at all, from the start or on request?</summary>
/// <remarks>Asked for before a person is there, and again by <see cref="Bootstrap"/>, since the catalog may change in between.
/// Source: RFC 9396 §5.</remarks>
public static class Asking
{
    /// <summary>Answers the question.</summary>
    /// <param name="purpose">The compiled entry.</param>
    /// <param name="asked">What is asked for; null when nothing is asked by name.</param>
    /// <returns>Every server, class and operation that the entry cannot give; empty when it can give all.</returns>
    public static ValueArray<Reason> Decide(CompiledPurpose purpose, AskedAuthority? asked)
    {
        if (asked is null)
        {
            return [];
        }

        (AuthorityRule Rule, ValueArray<string> Operations)[] ceiling = [.. Ceiling(purpose)];
        return Reasons.Sort(asked.Items.SelectMany(item => Outside(purpose, item, ceiling)));
    }

    private static IEnumerable<(AuthorityRule Rule, ValueArray<string> Operations)> Ceiling(CompiledPurpose purpose) =>
        purpose.Entry.Authority
        .Select(rule => (rule, AuthorityShare.Of(purpose.Entry, rule, purpose.Vocabulary)
            .Where(operation => !EnvelopeBuilder.Prohibitions(purpose).Any(never => never.Resource == rule.Resource && never.Operations.Contains(operation)))
            .ToValueArray()));

    private static IEnumerable<Reason> Outside(
        CompiledPurpose purpose, AskedItem item, (AuthorityRule Rule, ValueArray<string> Operations)[] ceiling)
    {
        (AuthorityRule Rule, ValueArray<string> Operations)[] there =
            [.. ceiling.Where(one => item.Names(one.Rule.At, one.Rule.Resource) && (item.IsByName || one.Rule.Grant == GrantTime.AtStart))];
        IEnumerable<Reason> servers = item.Locations
            .Where(at => there.All(one => one.Rule.At != at))
            .Select(at => Reason(purpose, Dimension.Object, at, ceiling.Select(one => one.Rule.At)));
        IEnumerable<Reason> classes = item.Resources
            .Where(resource => there.All(one => one.Rule.Resource != resource))
            .Select(resource => Reason(purpose, Dimension.ResourceClass, resource, ceiling.Select(one => one.Rule.Resource)));
        IEnumerable<Reason> operations = item.Resources.IsEmpty ? Missing(purpose, item, null, there)
            : item.Resources.SelectMany(resource => Missing(purpose, item, resource, [.. there.Where(one => one.Rule.Resource == resource)]));
        return [.. servers, .. classes, .. operations];
    }

    // A class that is not there is named once, without its operations.
    private static IEnumerable<Reason> Missing(
        CompiledPurpose purpose, AskedItem item, string? resource, (AuthorityRule Rule, ValueArray<string> Operations)[] there) => there.Length == 0
        ? []
        : item.Operations
            .Where(operation => there.All(one => !one.Operations.Contains(operation)))
            .Select(operation => Reason(
                purpose, Dimension.Operation, resource is null ? operation : $"{resource} {operation}", there.SelectMany(one => one.Operations)));

    private static Reason Reason(CompiledPurpose purpose, Dimension dimension, string asked, IEnumerable<string> allowed) => new()
    {
        Code = ReasonCodes.AskedOutsidePurpose,
        Dimension = dimension,
        RuleId = "authority",
        Position = purpose.Entry.Source.At("$.authority"),
        Asked = asked,
        Allowed = allowed.ToSortedSet(),
        Detail = "class and operation have to be in the entry; what it gives on request has to be asked by both",
    };
}
