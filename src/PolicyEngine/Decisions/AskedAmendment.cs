using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The authority that a re-approval asks for: all that the Mission holds and
/// the entry still gives, and just what was found outside.</summary>
internal sealed class AskedAmendment
{
    private readonly HashSet<Wish> wanted;
    private readonly HashSet<Wish> unnamed;

    private AskedAmendment(HashSet<Wish> wanted, HashSet<Wish> unnamed)
    {
        this.wanted = wanted;
        this.unnamed = unnamed;
    }

    /// <summary>What has to be granted, in full.</summary>
    public AskedAuthority Wanted => AskedAuthority.Of(wanted.Select(wish => (wish.At, wish.Resource, wish.Operation)));

    /// <summary>What a request has to ask for by name; null where it comes without that.</summary>
    public AskedAuthority? Asked => wanted.SetEquals(unnamed) ? null : Wanted;

    /// <summary>Adds operations to what a Mission holds.</summary>
    /// <param name="purpose">The Mission's purpose, as the catalog has it now.</param>
    /// <param name="envelope">The Mission's envelope.</param>
    /// <param name="isNeeded">Whether an operation of an <c>authority</c> item was found outside.</param>
    public static AskedAmendment Of(CompiledPurpose purpose, MissionEnvelope envelope, Func<AuthorityRule, string, bool> isNeeded)
    {
        (AuthorityRule Rule, string Operation)[] ceiling = [.. purpose.Entry.Authority
            .SelectMany(rule => AuthorityShare.Of(purpose.Entry, rule, purpose.Vocabulary).Select(operation => (Rule: rule, Operation: operation)))
            .Where(one => !IsForbidden(purpose, one.Rule.Resource, one.Operation))];
        (AuthorityRule Rule, string Operation)[] held = [.. ceiling.Where(one => envelope.Grants.Any(
            grant => grant.Resource == one.Rule.Resource && grant.At == one.Rule.At && grant.Operations.Contains(one.Operation)))];
        (AuthorityRule Rule, string Operation)[] added = [.. ceiling.Where(one => isNeeded(one.Rule, one.Operation))];
        HashSet<Wish> all = [.. held.Concat(added.SelectMany(one => Implied(purpose, one, ceiling))).Select(Wish.Of)];

        // Naming the Mission asks for what it holds; a Mission that stands on its own gets what the entry gives at the start.
        bool isReplacement = purpose.Entry.Resume.Otherwise == ResumeFallback.Recreate;
        return new AskedAmendment(
            all, [.. (isReplacement ? held : ceiling.Where(one => one.Rule.Grant == GrantTime.AtStart)).Select(Wish.Of)]);
    }

    private static IEnumerable<(AuthorityRule Rule, string Operation)> Implied(
        CompiledPurpose purpose, (AuthorityRule Rule, string Operation) one, (AuthorityRule Rule, string Operation)[] ceiling) => ceiling
        .Where(other => other.Rule.Resource == one.Rule.Resource && other.Rule.At == one.Rule.At
            && purpose.Vocabulary.Class(one.Rule.Resource)!.Closure([one.Operation]).Contains(other.Operation));

    private static bool IsForbidden(CompiledPurpose purpose, string resource, string operation) =>
        EnvelopeBuilder.Prohibitions(purpose).Any(never => never.Resource == resource && never.Operations.Contains(operation));

    private sealed record Wish(string At, string Resource, string Operation)
    {
        public static Wish Of((AuthorityRule Rule, string Operation) one) => new(one.Rule.At, one.Rule.Resource, one.Operation);
    }
}
