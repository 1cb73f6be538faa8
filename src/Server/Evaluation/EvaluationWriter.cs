using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Remediation;

namespace MissionPolicy.Server.Evaluation;

/// <summary>Answers as AuthZEN decisions.</summary>
/// <remarks>Source: AuthZEN Authorization API 1.0 §6.2 and §7.2.</remarks>
internal static class EvaluationWriter
{
    /// <summary>Writes <c>{decision, context}</c>.</summary>
    public static void Write(Utf8JsonWriter writer, EvaluationAnswer answer, EvaluationOptions options)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("decision", answer.IsInside);
        writer.WriteStartObject("context");
        writer.WriteString("evaluation_id", answer.Id);
        writer.WriteString("evaluated_at", FactText.Instant(answer.At));
        if (answer.IsIndeterminate)
        {
            Indeterminate(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
            return;
        }

        _ = answer.Decision.Match(
            inside => Outcome(writer, "inside", inside.Reasons, answer),
            ask => Outcome(writer, "reapprove", ask.Crossings, answer),
            deny => Outcome(writer, answer.Missing is null ? "deny" : "step_up", deny.Reasons, answer));
        if (answer.Mission is { } mission)
        {
            writer.WriteStartObject("mission");
            writer.WriteString("mission_ref", mission.MissionRef);
            writer.WriteString("state", JsonNamingPolicy.SnakeCaseLower.ConvertName(mission.State.ToString()));
            writer.WriteNumber("version", mission.Version);
            writer.WriteEndObject();
        }

        _ = answer.Decision.Match(
            _ => Conditions(writer, answer, options),
            ask => Reapproval(writer, answer, ask.Crossings, options),
            deny => answer.Missing is { } missing ? Obligation(writer, missing) : NextAction(writer, MissionErrors.Wait(deny.Reasons)));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes an item of a batch that could not be asked.</summary>
    public static void Failed(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("decision", false);
        writer.WriteStartObject("context");
        writer.WriteStartObject("error");
        writer.WriteNumber("status", problem.Status);
        writer.WriteString("message", string.Join("; ", problem.Errors.Select(error => $"{error.Pointer} {error.Detail}")));
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Indeterminate(Utf8JsonWriter writer)
    {
        writer.WriteString("outcome", "indeterminate");
        writer.WriteString("reason", "stale_state");
        writer.WriteStartArray("reasons");
        writer.WriteEndArray();
        writer.WriteString("next_action", "retry");
        writer.WriteNumber("retry_after", (long)RequestFailure.RetryAfter.TotalSeconds);
    }

    private static bool Outcome(Utf8JsonWriter writer, string outcome, ValueArray<Reason> reasons, EvaluationAnswer answer)
    {
        writer.WriteString("outcome", outcome);
        if (!answer.IsInside)
        {
            writer.WriteString("reason", ReasonClasses.Of(reasons));
        }

        writer.WritePropertyName("reasons");
        ReasonJson.Write(writer, reasons, answer.Detail);
        return true;
    }

    private static bool Conditions(Utf8JsonWriter writer, EvaluationAnswer answer, EvaluationOptions options)
    {
        DateTimeOffset end = answer.Mission!.Stored is { } stored ? MissionClock.Ends(stored) : answer.Mission.Envelope.Lifetime.End;
        end = answer.CredentialEnd < end ? answer.CredentialEnd.Value : end;
        DateTimeOffset until = answer.At + TimeSpan.FromSeconds(options.ValidSeconds);
        writer.WriteStartObject("conditions");
        writer.WriteString("valid_until", FactText.End(until < end ? until : end));
        writer.WriteEndObject();
        return true;
    }

    // Ready to be sent as it is: one page then shows all that is crossed and nothing else.
    private static bool Reapproval(Utf8JsonWriter writer, EvaluationAnswer answer, ValueArray<Reason> crossings, EvaluationOptions options)
    {
        if (answer.Way is { } way)
        {
            WireJson.Raw(writer, ReapprovalWriter.Member, way.Reapproval);
            WireJson.Raw(writer, RemediationWriter.Member, way.Remediation);
            return true;
        }

        writer.WriteStartObject(ReapprovalWriter.Member);
        writer.WriteStartArray("crossings");
        foreach (string code in crossings.Select(reason => reason.Code).Distinct(StringComparer.Ordinal))
        {
            writer.WriteStringValue(code);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("authorization_details");
        writer.WriteStartObject();
        writer.WriteString("type", "mission");
        writer.WriteString("mission_ref", answer.Mission!.MissionRef);
        string? at = answer.Action.Audience ?? answer.Mission.Envelope.Grants.FirstOrDefault(grant => grant.Resource == answer.Action.Resource)?.At;
        if (at is not null)
        {
            One(writer, "locations", at);
        }

        One(writer, "datatypes", answer.Action.Resource);
        One(writer, "actions", answer.Action.Operation);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (answer.Step is { } step)
        {
            writer.WritePropertyName("next_step");
            TrialStep.Write(writer, answer.Mission.Envelope, step, answer.Detail);
        }

        writer.WriteString("expires_at", FactText.End(answer.At + TimeSpan.FromSeconds(options.ReapprovalSeconds)));
        writer.WriteEndObject();
        return true;
    }

    private static void One(Utf8JsonWriter writer, string name, string value)
    {
        writer.WriteStartArray(name);
        writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    // The Mission stays as it is; a resume with such a sign-in is all that is missing.
    private static bool Obligation(Utf8JsonWriter writer, StrengthRequirement missing)
    {
        writer.WriteStartArray("obligations");
        writer.WriteStartObject();
        writer.WriteString("id", "sign-in");
        writer.WriteString("type", "step-up");
        writer.WriteStartObject("properties");
        WireJson.Optional(writer, "acr_value", missing.Acr);
        if (missing.MaxAge is { } age)
        {
            writer.WriteNumber("max_age", (long)age.TotalSeconds);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        return true;
    }

    private static bool NextAction(Utf8JsonWriter writer, long? wait)
    {
        writer.WriteString("next_action", wait is null ? "none" : "retry");
        if (wait is { } seconds)
        {
            writer.WriteNumber("retry_after", seconds);
        }

        return true;
    }
}
