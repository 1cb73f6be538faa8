using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.NextSteps;

/// <summary>Next steps as JSON: <c>{"step": …, "reasons": [codes], …}</c>.</summary>
public static class NextStepJson
{
    /// <summary>The word of <see cref="NextStep.Wait"/>.</summary>
    public const string Waiting = "wait";

    /// <summary>The word of a step: <c>push</c>, <c>other_purpose</c>, <c>wait</c> or <c>change_catalog</c>.</summary>
    /// <param name="step">The step.</param>
    public static string Word(NextStep step) => step.Match(_ => "push", _ => "other_purpose", _ => Waiting, _ => "change_catalog");

    /// <summary>Writes a step as an object value.</summary>
    /// <param name="writer">Stands where a value is expected.</param>
    /// <param name="step">The step.</param>
    /// <param name="detail">Whether the lines of the catalog are written.</param>
    /// <param name="request">Writes the members of the request that can be sent as it is.</param>
    public static void Write(Utf8JsonWriter writer, NextStep step, ReasonDetail detail, Action<Utf8JsonWriter, NextStep.Push> request)
    {
        writer.WriteStartObject();
        writer.WriteString("step", Word(step));
        JsonText.Strings(writer, "reasons", step.Why.Select(reason => reason.Code).Distinct(StringComparer.Ordinal));
        _ = step.Match(
            push => Subject(writer, push.Subject, () => request(writer, push)),
            other => Subject(writer, other.Subject, () => JsonText.List(writer, "purposes", other.Purposes, Purpose)),
            wait => Wait(writer, wait.Pending),
            change => Change(writer, change, detail));
        writer.WriteEndObject();
    }

    private static bool Subject(Utf8JsonWriter writer, string? subject, Action rest)
    {
        JsonText.Optional(writer, "subject", subject);
        rest();
        return true;
    }

    private static void Purpose(Utf8JsonWriter writer, PurposeOffer offer)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", offer.Kind);
        writer.WriteString("title", offer.Title);
        JsonText.Strings(writer, "actions", offer.Operations);
        writer.WriteString("tenant", offer.Tenant);
        writer.WritePropertyName("params");
        writer.WriteRawValue(offer.ParamsJson);
        JsonText.Strings(writer, "params_to_fill", offer.ToFill);
        if (offer.Asked is not null)
        {
            writer.WriteStartArray("authorization_details");
            AskedJson.Write(writer, offer.Asked);
            writer.WriteEndArray();
        }

        writer.WriteBoolean("deferred", offer.IsDeferred);
        writer.WriteEndObject();
    }

    private static bool Wait(Utf8JsonWriter writer, PendingQuestion pending)
    {
        writer.WriteString("for", pending.IsReview ? "review" : "person");
        writer.WriteString("kind", pending.Kind);
        writer.WriteString("until", FactText.End(pending.Until));
        return true;
    }

    private static bool Change(Utf8JsonWriter writer, NextStep.ChangeCatalog change, ReasonDetail detail)
    {
        writer.WriteString("kind", change.Kind);
        JsonText.Optional(writer, "owner", change.Owner);
        JsonText.List(writer, "changes", change.Changes, (at, needed) =>
        {
            at.WriteStartObject();
            at.WriteString("code", needed.Code);
            if (needed.Place != ChangePlace.None)
            {
                at.WriteString("in", JsonNamingPolicy.SnakeCaseLower.ConvertName(needed.Place.ToString()));
            }

            JsonText.Optional(at, "path", needed.Path);
            if (detail == ReasonDetail.Author)
            {
                JsonText.Position(at, needed.Position);
            }

            at.WriteEndObject();
        });
        return true;
    }
}
