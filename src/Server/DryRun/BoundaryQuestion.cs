using System.Collections.Frozen;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Evaluation;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Remediation;

namespace MissionPolicy.Server.DryRun;

/// <summary>Would this action be inside that envelope? The envelope is given inline, or
/// made from a client context; no Mission is needed.</summary>
internal static class BoundaryQuestion
{
    private static readonly string[] Members = ["subject", "action", "resource", "context", "envelope", "client", "client_context", "claims", "time", AskedMember.Name];

    /// <summary>Reads the question and decides it; what cannot be used is in the reader's errors and null is returned.</summary>
    /// <param name="body">The body: AuthZEN entities with <c>envelope</c>, or with <c>client</c> and <c>client_context</c>.</param>
    /// <param name="catalog">The catalog that decides.</param>
    /// <param name="now">The time where the body names none.</param>
    public static BoundaryTrial? Decide(MemberReader body, CompiledCatalog catalog, DateTimeOffset now)
    {
        body.Only(Members);
        EvaluationQuestion question = EvaluationReader.Read(body, null);
        DateTimeOffset at = body.Instant("time") ?? now;
        if (body.Has("envelope") == body.Has("client_context"))
        {
            body.Error("envelope", "exactly one of envelope and client_context is needed");
            return null;
        }

        MissionEnvelope? envelope = EnvelopeMember.Read(body, "envelope");
        (RequestedPurpose Requested, AdvisoryActor? Claimed)? context = body.Has("client_context") ? PurposeReader.Read(body) : null;
        FrozenDictionary<string, FactValue> claims = ClaimsMember.Read(body);
        AskedAuthority? asked = AskedMember.Read(body);
        if (asked is not null && context is null)
        {
            body.Error(AskedMember.Name, "belongs to client_context");
        }

        if (body.Errors.Count > 0)
        {
            return null;
        }

        return envelope is not null
            ? Ask(envelope, question, catalog, at)
            : Apply(context!.Value.Requested, claims, asked, question, catalog, at);
    }

    private static BoundaryTrial Apply(
        RequestedPurpose requested,
        FrozenDictionary<string, FactValue> claims,
        AskedAuthority? asked,
        EvaluationQuestion question,
        CompiledCatalog catalog,
        DateTimeOffset at) =>
        catalog.Purpose(requested.Kind) is not { } purpose
            ? new BoundaryTrial(new BoundaryDecision.Deny([new Reason { Code = ReasonCodes.PurposeUnknown, Dimension = Dimension.Params, Asked = requested.Kind }]))
            : ContextApplier.Apply(purpose, requested, at).Match(
                applied => Built(purpose, Inputs(applied.Context, question, claims, asked, at), question, catalog, at),
                refused => new BoundaryTrial(new BoundaryDecision.Deny(refused.Reasons)));

    private static GoverningInputs Inputs(
        AppliedContext context, EvaluationQuestion question, FrozenDictionary<string, FactValue> claims, AskedAuthority? asked, DateTimeOffset at) =>
        new() { Context = context, Subject = question.SubjectId, SubjectClaims = claims, Asked = asked, Now = at };

    private static BoundaryTrial Built(
        CompiledPurpose purpose,
        GoverningInputs inputs,
        EvaluationQuestion question,
        CompiledCatalog catalog,
        DateTimeOffset at) =>
        Tightening.Of(purpose, inputs) is { Refused: { IsEmpty: false } refused } ? new BoundaryTrial(new BoundaryDecision.Deny(refused))
            : Asking.Decide(purpose, inputs.Asked) is { IsEmpty: false } outside ? new BoundaryTrial(new BoundaryDecision.Deny(outside))
            : Ask(EnvelopeBuilder.Build(purpose, inputs), question, catalog, at);

    private static BoundaryTrial Ask(MissionEnvelope envelope, EvaluationQuestion question, CompiledCatalog catalog, DateTimeOffset at)
    {
        CompiledEnvelope compiled = catalog.Shapes.Compile(envelope);
        DiscoveredAction action = ActionOf.Question(question, catalog.Vocabulary, at);
        BoundaryDecision decision = Boundary.Decide(compiled, action);
        return decision is BoundaryDecision.ReApprove ask
            ? new BoundaryTrial(decision, envelope, TrialStep.Of(catalog, compiled, action, ask.Crossings, question.SubjectType == ActionOf.Person))
            : new BoundaryTrial(decision);
    }
}
