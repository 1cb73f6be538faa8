using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Decisions as canonical JSON (RFC 8785): the same decision is the same text
/// on every machine, so it can be digested and compared.</summary>
/// <remarks>Every decision is <c>{"outcome": …, "reasons": […], …}</c>; the outcome words are those of the catalog's cases.</remarks>
public static class DecisionJson
{
    /// <summary>A boundary decision: <c>inside</c>, <c>reapprove</c> or <c>deny</c>.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="detail">Whether rule and position are told.</param>
    public static string Write(BoundaryDecision decision, ReasonDetail detail = ReasonDetail.Author) => decision.Match(
        inside => Text("inside", inside.Reasons, detail),
        ask => Text("reapprove", ask.Crossings, detail),
        deny => Text("deny", deny.Reasons, detail));

    /// <summary>A bootstrap decision: <c>granted</c>, <c>step_up</c>, <c>confirm</c>, <c>review</c> or <c>refused</c>.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="detail">Whether rule and position are told.</param>
    public static string Write(BootstrapDecision decision, ReasonDetail detail = ReasonDetail.Author) => decision.Match(
        granted => Text("granted", granted.Reasons, detail, writer => Handoff(writer, granted.Mode, granted.Envelope)),
        stepUp => Text("step_up", stepUp.Reasons, detail, writer =>
        {
            writer.WritePropertyName("require");
            JsonText.Requirement(writer, stepUp.Requirement);
        }),
        confirm => Text("confirm", confirm.Reasons, detail, writer =>
        {
            Handoff(writer, confirm.Mode, confirm.Envelope);
            Later(writer, confirm.Later);
        }),
        review => Text("review", review.Reasons, detail, writer => Review(writer, review)),
        refused => Text("refused", refused.Reasons, detail));

    /// <summary>A derivation decision: <c>issue</c>, <c>reapprove</c> or <c>deny</c>.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="detail">Whether rule and position are told.</param>
    public static string Write(DerivationDecision decision, ReasonDetail detail = ReasonDetail.Author) => decision.Match(
        issue => Text("issue", [], detail, writer => Bounds(writer, issue.Bounds)),
        ask => Text("reapprove", ask.Crossings, detail),
        refused => Text("deny", refused.Reasons, detail));

    /// <summary>A projection decision: <c>project</c>, <c>deny</c>, or <c>step_up</c> where only the sign-in is missing.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="detail">Whether rule and position are told.</param>
    public static string Write(ProjectionDecision decision, ReasonDetail detail = ReasonDetail.Author) => decision.Match(
        project => Text("project", [], detail, writer => Claims(writer, project.Claims)),
        refused => Text(StepUp.IsAll(refused.Reasons) ? "step_up" : "deny", refused.Reasons, detail));

    /// <summary>A review decision: <c>refused</c>, <c>step_up</c>, <c>open</c>, <c>approved</c> or <c>denied</c>.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="detail">Whether rule and position are told.</param>
    public static string Write(ReviewDecision decision, ReasonDetail detail = ReasonDetail.Author) => decision.Match(
        refused => Text("refused", refused.Reasons, detail),
        stepUp => Text("step_up", [], detail, writer =>
        {
            writer.WritePropertyName("require");
            JsonText.Requirement(writer, stepUp.Requirement);
        }),
        open => Text("open", [], detail, writer => writer.WriteNumber("missing", open.Missing)),
        _ => Text("approved", [], detail),
        denied => Text("denied", [], detail, writer => writer.WriteString("code", denied.Code)));

    private static string Text(string outcome, ValueArray<Reason> reasons, ReasonDetail detail, Action<Utf8JsonWriter>? more = null) =>
        JsonText.Canonical(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("outcome", outcome);
            writer.WritePropertyName("reasons");
            ReasonJson.Write(writer, reasons, detail);
            more?.Invoke(writer);
            writer.WriteEndObject();
        });

    private static void Handoff(Utf8JsonWriter writer, HandoffMode mode, MissionEnvelope envelope)
    {
        writer.WriteString("mode", JsonNamingPolicy.SnakeCaseLower.ConvertName(mode.ToString()));
        Envelope(writer, "envelope", envelope);
    }

    private static void Review(Utf8JsonWriter writer, BootstrapDecision.Review review)
    {
        Envelope(writer, "envelope", review.Envelope);
        Later(writer, review.Later);
        if (review.Provisional is { } provisional)
        {
            Envelope(writer, "provisional", provisional);
        }

        ReviewRule rule = review.Rule;
        writer.WriteStartObject("review");
        JsonText.Strings(writer, "reviewers", rule.Reviewers);
        writer.WriteNumber("approvals", rule.Approvals);
        writer.WriteBoolean("not_the_requester", rule.NotTheRequester);
        writer.WriteString("expires_after", FactText.Duration(rule.ExpiresAfter.Ticks));
        writer.WriteBoolean("interim_id_token", rule.InterimIdToken);
        writer.WriteEndObject();
    }

    private static void Later(Utf8JsonWriter writer, ValueArray<EnvelopeGrant> later)
    {
        if (later.IsEmpty)
        {
            return;
        }

        JsonText.List(writer, "later", later, (at, grant) =>
        {
            at.WriteStartObject();
            at.WriteString("resource", grant.Resource);
            at.WriteString("at", grant.At);
            JsonText.Strings(at, "operations", grant.Operations);
            at.WriteEndObject();
        });
    }

    private static void Envelope(Utf8JsonWriter writer, string name, MissionEnvelope envelope)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(EnvelopeJson.Write(envelope));
    }

    private static void Bounds(Utf8JsonWriter writer, TokenBounds bounds)
    {
        writer.WriteString("at", bounds.At);
        JsonText.Optional(writer, "identifier", bounds.Identifier);
        writer.WriteString("expires_at", FactText.Instant(bounds.ExpiresAt));
        JsonText.List(writer, "grants", bounds.Grants, (at, grant) =>
        {
            at.WriteStartObject();
            at.WriteString("resource", grant.Resource);
            JsonText.Strings(at, "operations", grant.Operations);
            JsonText.List(at, "where", grant.Where, Where);
            at.WriteEndObject();
        });
    }

    private static void Where(Utf8JsonWriter writer, AttributeBound bound)
    {
        writer.WriteStartObject();
        writer.WriteString("name", bound.Name);
        writer.WritePropertyName("holds");
        ConditionJson.Write(writer, bound.Holds);
        writer.WriteEndObject();
    }

    private static void Claims(Utf8JsonWriter writer, ProjectionClaims claims)
    {
        writer.WriteString("audience", claims.Audience);
        writer.WriteString("subject", claims.Subject);
        writer.WriteString("kind", claims.PurposeKind);
        writer.WritePropertyName("params");
        writer.WriteRawValue(claims.ParamsJson);
        JsonText.Optional(writer, "actor", claims.Actor);
        JsonText.Optional(writer, "identifier", claims.Identifier);
        writer.WriteString("expires_at", FactText.Instant(claims.ExpiresAt));
        JsonText.List(writer, "grants", claims.Grants, (at, grant) =>
        {
            at.WriteStartObject();
            at.WriteString("resource", grant.Resource);
            at.WriteString("at", grant.At);
            JsonText.Strings(at, "operations", grant.Operations);
            if (!grant.Where.IsEmpty)
            {
                JsonText.List(at, "where", grant.Where, Where);
            }

            at.WriteEndObject();
        });
    }
}
