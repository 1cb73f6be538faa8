using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The smallest change of a Mission's applied values under which its purpose entry grants what was just found outside.</summary>
/// <remarks>It proposes and proves; it grants nothing: a person approves the proposal like any other request.
/// Source: article, "What Open-World Agents Still Require", re-approval; handoff digest §8 and §9.</remarks>
public static class Reapproval
{
    /// <summary>Proposes for an action that the boundary found outside.</summary>
    /// <param name="purpose">The Mission's purpose, as the catalog has it now.</param>
    /// <param name="stored">The Mission's applied values.</param>
    /// <param name="envelope">The Mission's envelope.</param>
    /// <param name="action">The action.</param>
    /// <param name="crossings">The crossings of the boundary's answer.</param>
    /// <param name="now">The time of the question.</param>
    public static ReapprovalProposal Propose(
        CompiledPurpose purpose, AppliedValues stored, CompiledEnvelope envelope, DiscoveredAction action, ValueArray<Reason> crossings, DateTimeOffset now)
    {
        Func<AuthorityRule, bool> isThere = rule => rule.Resource == action.Resource && (action.Audience is null || rule.At == action.Audience);
        AskedAmendment authority = AskedAmendment.Of(
            purpose, envelope.Envelope, (rule, operation) => isThere(rule) && operation == action.Operation);
        AuthorityRule[] concerned = Concerned(purpose, purpose.Entry.Authority.Where(isThere), [action.Operation]);
        Func<ValueArray<Reason>, string> amend = crossed => ParamsAmendment.Of(purpose, stored, concerned, ParamsAmendment.Wishes(action), crossed);
        ReapprovalProposal.Approvable wanted = new(
            amend(crossings),
            Crosses(crossings, ReasonCodes.TenantOutside) ? action.Tenant : stored.Tenant,
            End(envelope, action.Until),
            Longest(stored, envelope, action.Until, now)) { Asked = authority.Asked };
        return Prove(purpose, stored, wanted, authority.Wanted, now, crossings, amend, amended => Boundary.Decide(amended, action with { At = Later(action.At, now) }).Match(
            _ => [], ask => ask.Crossings, deny => deny.Reasons));
    }

    /// <summary>Proposes for a token that derivation found outside.</summary>
    /// <param name="purpose">The Mission's purpose, as the catalog has it now.</param>
    /// <param name="stored">The Mission's applied values.</param>
    /// <param name="envelope">The Mission's envelope.</param>
    /// <param name="request">The wish for a token.</param>
    /// <param name="crossings">The crossings of derivation's answer.</param>
    /// <param name="now">The time of the question.</param>
    public static ReapprovalProposal Propose(
        CompiledPurpose purpose, AppliedValues stored, CompiledEnvelope envelope, DerivationRequest request, ValueArray<Reason> crossings, DateTimeOffset now)
    {
        Func<AuthorityRule, bool> isThere = rule => rule.At == request.At && (request.Resources.IsEmpty || request.Resources.Contains(rule.Resource));
        AskedAmendment authority = AskedAmendment.Of(
            purpose,
            envelope.Envelope,
            (rule, operation) => isThere(rule) && request.Operations.Contains(operation)
                && (!request.Resources.IsEmpty || envelope.Envelope.Grants.Any(grant => grant.At == rule.At && grant.Resource == rule.Resource)));
        AuthorityRule[] concerned = Concerned(purpose, purpose.Entry.Authority.Where(isThere), request.Operations);
        Func<ValueArray<Reason>, string> amend = crossed => ParamsAmendment.Of(purpose, stored, concerned, ParamsAmendment.Wishes(request), crossed);
        ReapprovalProposal.Approvable wanted = new(
            amend(crossings),
            stored.Tenant,
            End(envelope, request.Until),
            Longest(stored, envelope, request.Until, now)) { Asked = authority.Asked };
        return Prove(purpose, stored, wanted, authority.Wanted, now, crossings, amend, amended => Derivation.Decide(amended, request with { Now = Later(request.Now, now) }).Match(
            _ => [], ask => ask.Crossings, refused => refused.Reasons));
    }

    // What a Mission does not hold crosses no bound of it. Once it is asked for, its bounds are there, and may need other params.
    private static ReapprovalProposal Prove(
        CompiledPurpose purpose,
        AppliedValues stored,
        ReapprovalProposal.Approvable wanted,
        AskedAuthority authority,
        DateTimeOffset now,
        ValueArray<Reason> crossings,
        Func<ValueArray<Reason>, string> amend,
        Func<CompiledEnvelope, ValueArray<Reason>> decide) => Prove(purpose, stored, wanted, authority, now, decide).Match<ReapprovalProposal>(
        approvable => approvable,
        outside => amend([.. crossings, .. outside.Remaining]) is { } parameters && parameters != wanted.ParamsJson
            ? Prove(purpose, stored, wanted with { ParamsJson = parameters }, authority, now, decide)
            : outside);

    private static ReapprovalProposal Prove(
        CompiledPurpose purpose,
        AppliedValues stored,
        ReapprovalProposal.Approvable wanted,
        AskedAuthority authority,
        DateTimeOffset now,
        Func<CompiledEnvelope, ValueArray<Reason>> decide)
    {
        using JsonDocument parameters = JsonDocument.Parse(wanted.ParamsJson);
        RequestedPurpose requested = new()
        {
            Client = stored.Client,
            Kind = purpose.Entry.Kind,
            Params = parameters.RootElement,
            Application = stored.Application,
            Tenant = wanted.Tenant,
            ExpiresAt = wanted.ExpiresAt,
            MaxDuration = wanted.MaxDuration,
        };
        ValueArray<Reason> remaining = ContextApplier.Apply(purpose, requested, now).Match(
            applied => Bootstrap.Membership(stored.SubjectTenants, wanted.Tenant) is { } stranger ? [stranger]
                : Remaining(purpose, stored, applied.Context, authority, now, decide),
            refused => refused.Reasons);
        return remaining.IsEmpty ? wanted : new ReapprovalProposal.OutsideCatalog(remaining);
    }

    // Rules of the author that rest on a sign-in are asked at that sign-in; what the others refuse need not be put before anybody.
    private static ValueArray<Reason> Remaining(
        CompiledPurpose purpose,
        AppliedValues stored,
        AppliedContext context,
        AskedAuthority authority,
        DateTimeOffset now,
        Func<CompiledEnvelope, ValueArray<Reason>> decide)
    {
        GoverningInputs inputs = new()
        {
            Context = context,
            Subject = stored.Subject,
            SubjectClaims = stored.SubjectClaims,
            ClientMaxLifetime = stored.ClientMaxLifetime,
            Asked = authority,
            Now = now,
        };
        Tightening tightening = Tightening.Of(purpose, inputs);
        return tightening.Refused.IsEmpty
            ? decide(purpose.Shapes.Compile(EnvelopeBuilder.Build(purpose, inputs, tightening)))
            : tightening.Refused;
    }

    // An operation that nobody holds is judged by the bounds of every rule there, so those are lifted too and only the operation remains.
    internal static AuthorityRule[] Concerned(CompiledPurpose purpose, IEnumerable<AuthorityRule> there, ValueArray<string> operations)
    {
        AuthorityRule[] all = [.. there];
        AuthorityRule[] holding = [.. all.Where(rule => operations.Any(operation => Holds(purpose, rule, operation)))];
        return !operations.IsEmpty && operations.All(operation => holding.Any(rule => Holds(purpose, rule, operation))) ? holding : all;
    }

    private static bool Holds(CompiledPurpose purpose, AuthorityRule rule, string operation) =>
        AuthorityShare.Of(purpose.Entry, rule, purpose.Vocabulary).Contains(operation);

    private static bool Crosses(ValueArray<Reason> crossings, string code) => crossings.Any(reason => reason.Code == code);

    // A new Mission would start its lifetime anew; without this the person would be asked for more time than anybody needs.
    private static DateTimeOffset End(CompiledEnvelope envelope, DateTimeOffset? until) =>
        until > envelope.Envelope.Lifetime.End ? Lifetime.NextWholeSecond(until.Value) : envelope.Envelope.Lifetime.End;

    // The new Mission starts at a whole second and ends at one; a duration in between would end before the end that was asked for.
    private static TimeSpan? Longest(AppliedValues stored, CompiledEnvelope envelope, DateTimeOffset? until, DateTimeOffset now)
    {
        TimeSpan needed = End(envelope, until) - Lifetime.WholeSecond(now);
        return until > envelope.Envelope.Lifetime.End && stored.MaxDuration < needed ? needed : stored.MaxDuration;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
