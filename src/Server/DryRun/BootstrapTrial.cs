using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Server.DryRun;

/// <summary>Asks the engine what a bootstrap would give, and what would then cross to each audience.</summary>
internal static class BootstrapTrial
{
    /// <summary>Decides as the handoff would, without making anything.</summary>
    /// <param name="catalog">The catalog that decides.</param>
    /// <param name="question">The question.</param>
    public static BootstrapDecision Decide(CompiledCatalog catalog, BootstrapQuestion question)
    {
        CompiledPurpose? purpose = catalog.Purpose(question.Requested.Kind);
        return purpose is null
            ? new BootstrapDecision.Refused([new Reason { Code = ReasonCodes.PurposeUnknown, Dimension = Dimension.Params, Asked = question.Requested.Kind }])
            : ContextApplier.Apply(purpose, question.Requested, question.Facts.Now).Match(
                applied => Bootstrap.Decide(purpose, question.Facts with { Context = applied.Context }),
                refused => new BootstrapDecision.Refused(refused.Reasons));
    }

    /// <summary>Writes the decision with the projections of its envelope.</summary>
    public static void Write(Utf8JsonWriter writer, CompiledCatalog catalog, BootstrapQuestion question, BootstrapDecision decision, ReasonDetail detail)
    {
        using JsonDocument decided = JsonDocument.Parse(DecisionJson.Write(decision, detail));
        writer.WriteStartObject();
        foreach (JsonProperty member in decided.RootElement.EnumerateObject())
        {
            member.WriteTo(writer);
        }

        if (catalog.Purpose(question.Requested.Kind) is { } purpose)
        {
            writer.WriteString("approval", JsonNamingPolicy.SnakeCaseLower.ConvertName(Approval(purpose, question).ToString()));
        }

        writer.WriteStartArray("projections");
        MissionEnvelope? envelope = decision.Match<MissionEnvelope?>(
            granted => granted.Envelope, _ => null, confirm => confirm.Envelope, review => review.Envelope, _ => null);
        if (envelope is not null)
        {
            CompiledEnvelope compiled = catalog.Shapes.Compile(envelope);
            foreach (EnvelopeAudience audience in envelope.Audiences)
            {
                Projected(writer, catalog, question, compiled, audience, detail);
            }
        }

        writer.WriteEndArray();
        writer.WriteString("catalog_digest", catalog.Digest);
        writer.WriteEndObject();
    }

    // A context that cannot be applied meets no rule: what is left is the entry's own mode.
    private static ApprovalMode Approval(CompiledPurpose purpose, BootstrapQuestion question) =>
        ContextApplier.Apply(purpose, question.Requested, question.Facts.Now).Match(
        applied => Bootstrap.ApprovalOf(purpose, question.Facts with { Context = applied.Context }),
        _ => purpose.Entry.Approval.Mode);

    private static void Projected(
        Utf8JsonWriter writer, CompiledCatalog catalog, BootstrapQuestion question, CompiledEnvelope envelope, EnvelopeAudience audience, ReasonDetail detail)
    {
        ProjectionDecision decision = Projection.Decide(catalog.Vocabulary, envelope, new ProjectionRequest
        {
            Audience = audience.As,
            SignIn = question.Facts.SignIn!,
            Now = question.Facts.Now,
        });
        writer.WriteStartObject();
        writer.WriteString("as", audience.As);
        writer.WritePropertyName("decision");
        writer.WriteRawValue(DecisionJson.Write(decision, detail));
        writer.WriteEndObject();
    }
}
