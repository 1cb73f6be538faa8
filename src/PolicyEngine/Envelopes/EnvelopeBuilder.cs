using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>From an applied context to the envelope: the mapping of governance inputs into the Mission Authority Model.</summary>
/// <remarks>Takes governing params only; audit params, display text and advisory actors cannot reach it.
/// Source: article, "Mapping Applied Context Into Mission Inputs".</remarks>
public static class EnvelopeBuilder
{
    /// <summary>Builds the envelope, with what the rules of the entry's author take from it.</summary>
    /// <param name="purpose">The compiled entry.</param>
    /// <param name="inputs">The governance inputs.</param>
    /// <returns>The envelope; one that holds nothing where a rule of the author refuses, and <see cref="Tightening"/> says why.</returns>
    public static MissionEnvelope Build(CompiledPurpose purpose, GoverningInputs inputs) =>
        Build(purpose, inputs, Tightening.Of(purpose, inputs));

    /// <summary>Builds the envelope.</summary>
    /// <param name="purpose">The compiled entry.</param>
    /// <param name="inputs">The governance inputs.</param>
    /// <param name="tightening">What the rules of the author say about these inputs.</param>
    internal static MissionEnvelope Build(CompiledPurpose purpose, GoverningInputs inputs, Tightening tightening) =>
        tightening.Of(Untightened(purpose, inputs));

    private static MissionEnvelope Untightened(CompiledPurpose purpose, GoverningInputs inputs)
    {
        CatalogEntry entry = purpose.Entry;
        Func<Condition, Condition> bind = bound => ConditionBinder.Bind(bound, inputs);
        EnvelopeGrant[] grants = [.. Grants(purpose, bind, inputs.Asked).OrderBy(grant => grant.RuleId, StringComparer.Ordinal)];
        return new MissionEnvelope
        {
            Kind = entry.Kind,
            EntryVersion = entry.Version,
            EntryDigest = purpose.Digest,
            Client = inputs.Context.Client,
            Application = inputs.Context.Application,
            Subject = inputs.Subject,
            Tenant = inputs.Context.Tenant,
            Actor = inputs.Actor?.Id,
            GoverningParams = inputs.Context.GoverningJson,
            Grants = [.. grants],
            Never = [.. Prohibitions(purpose)],
            Lifetime = LifetimeOf(entry, inputs),
            Idle = entry.Lifetime.Idle,
            PropagationDepth = entry.Propagation.Depth,
            Audiences = [.. entry.Propagation.Audiences
                .Select((rule, index) => Audience(entry, rule, index))
                .OrderBy(a => a.As, StringComparer.Ordinal)
                .Select(audience => EnvelopeNarrowing.Less(audience, entry.Authority.Select(rule => rule.Resource), grants))
                .OfType<EnvelopeAudience>()],
        };
    }

    /// <summary>What the entry could give besides, with the same bounds: what the Mission may ask for later.</summary>
    /// <param name="purpose">The compiled entry.</param>
    /// <param name="inputs">The governance inputs that the envelope was built from.</param>
    /// <param name="envelope">The envelope.</param>
    /// <returns>One grant for each <c>authority</c> item that has more, sorted by rule,
    /// with those operations only; none that is never allowed.</returns>
    internal static ValueArray<EnvelopeGrant> Later(CompiledPurpose purpose, GoverningInputs inputs, MissionEnvelope envelope) =>
    [
        .. Grants(purpose, bound => ConditionBinder.Bind(bound, inputs))
            .Select(grant => grant with { Operations = envelope.Held(grant).Where(operation => !IsHeld(envelope, grant, operation)).ToSortedSet() })
            .Where(grant => !grant.Operations.IsEmpty)
            .OrderBy(grant => grant.RuleId, StringComparer.Ordinal),
    ];

    private static bool IsHeld(MissionEnvelope envelope, EnvelopeGrant grant, string operation) =>
        envelope.Grants.Any(held => held.Resource == grant.Resource && held.At == grant.At && held.Operations.Contains(operation));

    /// <summary>The restricted envelope of a provisional Mission; always inside the full one.</summary>
    /// <param name="full">The full envelope.</param>
    /// <param name="rule">The entry's rule.</param>
    /// <remarks>Source: article, "When Handoff Cannot Complete Immediately": restricted scope until the decision.</remarks>
    public static MissionEnvelope Provisional(MissionEnvelope full, ProvisionalRule rule)
    {
        DateTimeOffset end = Lifetime.After(full.Lifetime.Start, rule.Lifetime);
        return full with
        {
            Grants = [.. full.Grants
                .Where(grant => rule.Resources.Contains(grant.Resource))
                .Select(grant => grant with { Operations = grant.Operations.Where(rule.Operations.Contains).ToSortedSet() })
                .Where(grant => !grant.Operations.IsEmpty)],
            Lifetime = full.Lifetime with { End = end < full.Lifetime.End ? end : full.Lifetime.End },
            PropagationDepth = 0,
            Audiences = [],
        };
    }

    /// <summary>All that an entry can grant, at the start or on request.</summary>
    /// <param name="purpose">The entry.</param>
    /// <param name="bind">Writes params and claims into a bound, or leaves them open.</param>
    internal static IEnumerable<EnvelopeGrant> Grants(CompiledPurpose purpose, Func<Condition, Condition> bind) =>
        Grants(purpose, bind, (_, share, _) => share);

    private static IEnumerable<EnvelopeGrant> Grants(CompiledPurpose purpose, Func<Condition, Condition> bind, AskedAuthority? asked) =>
        Grants(
        purpose,
        bind,
        (rule, share, definition) => asked is { } wish ? wish.Of(rule, share, definition) : rule.Grant == GrantTime.AtStart ? share : []);

    private static IEnumerable<EnvelopeGrant> Grants(
        CompiledPurpose purpose,
        Func<Condition, Condition> bind,
        Func<AuthorityRule, ValueArray<string>, ResourceClass, ValueArray<string>> select)
    {
        CatalogEntry entry = purpose.Entry;
        for (int index = 0; index < entry.Authority.Count; index++)
        {
            AuthorityRule rule = entry.Authority[index];
            ResourceClass definition = purpose.Vocabulary.Class(rule.Resource)!;
            ValueArray<string> held = select(rule, AuthorityShare.Of(entry, rule, purpose.Vocabulary), definition);
            if (held.IsEmpty)
            {
                continue;
            }

            yield return new EnvelopeGrant
            {
                RuleId = RuleName(entry, rule),
                Resource = rule.Resource,
                At = rule.At,
                Operations = held,
                Stronger = definition.Operations.Select(operation => operation.Name)
                    .Where(name => !held.Contains(name) && held.Any(weaker => definition.IsStronger(name, weaker)))
                    .ToSortedSet(),
                Where = Bounds(entry, rule, index, bind),
                BoundBy = BoundSource.Of(rule.Where),
                NamesServer = entry.Authority.Any(other => other.Resource == rule.Resource && other.At != rule.At),
                Position = entry.Source.At($"$.authority[{index}]"),
            };
        }
    }

    // The name must not depend on the order of the file: the class, then the server and the operations where the class alone is not unique.
    private static string RuleName(CatalogEntry entry, AuthorityRule rule)
    {
        string name = "authority." + rule.Resource;
        if (entry.Authority.Count(other => other.Resource == rule.Resource) == 1)
        {
            return name;
        }

        name += "@" + rule.At;
        return entry.Authority.Count(other => other.Resource == rule.Resource && other.At == rule.At) == 1
            ? name
            : $"{name}.{string.Join('+', rule.Operations.ToSortedSet())}";
    }

    private static ValueArray<AttributeBound> Bounds(CatalogEntry entry, AuthorityRule rule, int index, Func<Condition, Condition> bind) =>
        [.. rule.Where
            .Select(bound => new AttributeBound(bound.Name, bind(bound.Holds))
            {
                Position = entry.Source.At($"$.authority[{index}].where.{bound.Name}"),
            })
            .OrderBy(bound => bound.Name, StringComparer.Ordinal)];

    /// <summary>What an entry forbids, sorted by rule.</summary>
    /// <param name="purpose">The entry.</param>
    internal static IEnumerable<EnvelopeProhibition> Prohibitions(CompiledPurpose purpose) =>
        purpose.Entry.Never.Select((rule, index) => Prohibition(purpose, rule, index)).OrderBy(rule => rule.RuleId, StringComparer.Ordinal);

    // Whatever implies a forbidden operation would bring it along, so it is forbidden too.
    private static EnvelopeProhibition Prohibition(CompiledPurpose purpose, ForbiddenRule rule, int index)
    {
        ResourceClass definition = purpose.Vocabulary.Class(rule.Resource)!;
        ValueArray<string> operations = definition.Operations.Select(operation => operation.Name)
            .Where(name => definition.Closure([name]).Any(rule.Operations.Contains))
            .ToSortedSet();
        return new EnvelopeProhibition(
            $"never.{rule.Resource}.{string.Join('+', rule.Operations.ToSortedSet())}",
            rule.Resource,
            operations,
            purpose.Entry.Source.At($"$.never[{index}]"));
    }

    private static Lifetime LifetimeOf(CatalogEntry entry, GoverningInputs inputs)
    {
        TimeSpan longest = entry.Lifetime.Max;
        longest = inputs.Context.MaxDuration < longest ? inputs.Context.MaxDuration.Value : longest;
        longest = inputs.ClientMaxLifetime < longest ? inputs.ClientMaxLifetime.Value : longest;
        // Whole seconds, so that what people read and what tokens carry is exactly what holds.
        DateTimeOffset start = Lifetime.WholeSecond(inputs.Now);
        DateTimeOffset end = Lifetime.After(start, longest);
        return new Lifetime(start, Lifetime.WholeSecond(inputs.Context.ExpiresAt < end ? inputs.Context.ExpiresAt.Value : end));
    }

    private static EnvelopeAudience Audience(CatalogEntry entry, AudienceRule rule, int index) => new()
    {
        As = rule.As,
        Resources = rule.Resources.ToSortedSet(),
        ProjectParams = rule.ProjectParams.ToSortedSet(),
        ProjectActor = rule.ProjectActor,
        AssertionLifetime = rule.AssertionLifetime,
        Require = rule.Require,
        Position = entry.Source.At($"$.propagation.audiences[{index}]"),
    };
}
