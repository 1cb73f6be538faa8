using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The current catalog is a ceiling: what a changed entry leaves of a Mission that was approved under an earlier one.</summary>
/// <remarks>The ceiling is the envelope that the entry would give now for the Mission's own applied values,
/// begun when the Mission began. It bounds authority; the sign-in and the approval that an entry asks for
/// are asked at the next handoff. Source: article, "Purpose Catalog Requirement".</remarks>
public static class Ceiling
{
    /// <summary>Answers the question.</summary>
    /// <param name="purpose">The Mission's purpose, as the catalog has it now.</param>
    /// <param name="mission">The Mission's own envelope.</param>
    /// <param name="values">The Mission's applied values.</param>
    /// <param name="isProvisional">Whether the Mission holds its restricted beginning only.</param>
    public static CeilingDecision Decide(
        CompiledPurpose purpose, MissionEnvelope mission, AppliedValues values, bool isProvisional = false) =>
        mission.EntryDigest == purpose.Digest || purpose.Entry.OnChange == ChangeRule.Keep ? CeilingDecision.Whole.Instance
        : purpose.Entry.OnChange == ChangeRule.Suspend ? new CeilingDecision.Suspended([Reason(purpose, ReasonCodes.CatalogChanged, "$.on_change")], true)
        : Narrow(purpose, mission, values, isProvisional);

    /// <summary>The envelope that an entry would give now for the values of a Mission that began before.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="mission">The Mission's own envelope: when it began, and who acts.</param>
    /// <param name="values">The Mission's applied values.</param>
    /// <param name="refused">Why it would give none; empty when there is an envelope.</param>
    /// <returns>The envelope, or null.</returns>
    public static MissionEnvelope? EnvelopeOf(
        CompiledPurpose purpose, MissionEnvelope mission, AppliedValues values, out ValueArray<Reason> refused)
    {
        using JsonDocument parameters = JsonDocument.Parse(values.ParamsJson);
        RequestedPurpose requested = new()
        {
            Client = values.Client,
            Kind = purpose.Entry.Kind,
            Params = parameters.RootElement,
            Application = values.Application,
            Tenant = values.Tenant,
            ExpiresAt = values.ExpiresAt,
            MaxDuration = values.MaxDuration,
        };
        (AppliedContext? context, refused) = ContextApplier.Apply(purpose, requested, mission.Lifetime.Start).Match(
            applied => ((AppliedContext?)applied.Context, default(ValueArray<Reason>)), no => (null, no.Reasons));
        if (context is null)
        {
            return null;
        }

        GoverningInputs inputs = new()
        {
            Context = context,
            Subject = values.Subject,
            SubjectClaims = values.SubjectClaims,
            ClientMaxLifetime = values.ClientMaxLifetime,
            // What the entry gives on request is under the ceiling, too: the Mission may hold it.
            Asked = AskedAuthority.Ceiling(purpose.Entry, purpose.Vocabulary),
            Now = mission.Lifetime.Start,
        };
        Tightening tightening = Tightening.Of(purpose, inputs);
        refused = tightening.Refused;
        return refused.IsEmpty ? EnvelopeBuilder.Build(purpose, inputs, tightening) with { Actor = mission.Actor } : null;
    }

    private static CeilingDecision Narrow(CompiledPurpose purpose, MissionEnvelope mission, AppliedValues values, bool isProvisional)
    {
        if (EnvelopeOf(purpose, mission, values, out ValueArray<Reason> refused) is not { } full)
        {
            return Closed(purpose, refused);
        }

        if ((isProvisional ? Begun(purpose, full) : full) is not { } ceiling)
        {
            return Closed(purpose, [Reason(purpose, ReasonCodes.ProvisionalNotAllowed, "$.approval")]);
        }

        MissionEnvelope left = EnvelopeCeiling.Under(mission, ceiling, purpose.Vocabulary);
        return EnvelopeContainment.Contains(ceiling, mission) == Containment.Contained ? CeilingDecision.Whole.Instance
            : left.Grants.All(grant => left.Held(grant).IsEmpty) ? Closed(purpose, [Reason(purpose, ReasonCodes.CompileFailed, "$.authority")])
            : new CeilingDecision.Part(ceiling, left);
    }

    private static MissionEnvelope? Begun(CompiledPurpose purpose, MissionEnvelope full) =>
        purpose.Entry.Approval.Review?.Provisional is { } rule ? EnvelopeBuilder.Provisional(full, rule) : null;

    private static CeilingDecision.Suspended Closed(CompiledPurpose purpose, ValueArray<Reason> why) =>
        new([Reason(purpose, ReasonCodes.CatalogNarrowed, "$.on_change"), .. why], false);

    private static Reason Reason(CompiledPurpose purpose, string code, string path) => new()
    {
        Code = code,
        Dimension = Dimension.State,
        RuleId = path.TrimStart('$', '.'),
        Position = purpose.Entry.Source.At(path),
    };
}
