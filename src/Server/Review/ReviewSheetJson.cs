using System.Text.Json;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Review;

/// <summary>Proposals in the answers of the API.</summary>
internal static class ReviewSheetJson
{
    /// <summary>One line of the queue.</summary>
    public static void WriteLine(Utf8JsonWriter writer, ReviewSheet sheet)
    {
        writer.WriteStartObject();
        Line(writer, sheet);
        writer.WriteEndObject();
    }

    /// <summary>A proposal with everything that a reviewer decides on.</summary>
    public static void Write(Utf8JsonWriter writer, ReviewSheet sheet)
    {
        writer.WriteStartObject();
        Line(writer, sheet);
        WireJson.Optional(writer, "actor", sheet.Actor);
        writer.WriteString("lasts", FactText.Duration(sheet.Length.Ticks));
        WireJson.Raw(writer, "envelope", EnvelopeDescriptionJson.Write(sheet.Envelope));
        writer.WriteStartObject("besides");
        foreach (KeyValuePair<string, string> member in sheet.Besides)
        {
            writer.WriteString(member.Key, member.Value);
        }

        writer.WriteEndObject();
        WireJson.Optional(writer, "held_mission_ref", sheet.HeldRef);
        WireJson.Raw(writer, "news", sheet.News is null ? null : EnvelopeNewsJson.Write(sheet.News));
        writer.WriteStartObject("sign_in");
        writer.WriteString("acr", sheet.RequesterSignIn.Acr);
        WireJson.Strings(writer, "amr", sheet.RequesterSignIn.Amr);
        WireJson.Seconds(writer, "auth_time", sheet.RequesterSignIn.At);
        writer.WriteEndObject();
        Words(writer, sheet);
        Votes(writer, sheet);
        writer.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter writer, ReviewSheet sheet)
    {
        writer.WriteString("id", sheet.Case.ProcessId);
        writer.WriteString("mission_ref", sheet.MissionRef);
        writer.WriteString("purpose_kind", sheet.Kind);
        writer.WriteString("title", sheet.Envelope.Title);
        writer.WriteStartObject("requester");
        writer.WriteString("sub", sheet.Case.Requester);
        writer.WriteString("name", sheet.RequesterName);
        writer.WriteEndObject();
        writer.WriteString("client_id", sheet.ClientId);
        writer.WriteString("tenant", sheet.Case.Tenant);
        writer.WriteString("requested_at", FactText.Instant(sheet.RequestedAt));
        writer.WriteString("expires_at", FactText.End(sheet.Case.Deadline));
        writer.WriteNumber("approvals", sheet.Case.Approved.Count());
        writer.WriteNumber("approvals_needed", sheet.Case.Terms.Approvals);
        writer.WriteBoolean("provisional", sheet.IsProvisional);
    }

    // Never shown without saying whose words they are.
    private static void Words(Utf8JsonWriter writer, ReviewSheet sheet)
    {
        if (sheet.Display is { } display)
        {
            writer.WriteStartObject("client_words");
            WireJson.Optional(writer, "title", display.Title);
            WireJson.Optional(writer, "description", display.Description);
            writer.WriteEndObject();
        }
    }

    private static void Votes(Utf8JsonWriter writer, ReviewSheet sheet)
    {
        writer.WriteStartArray("votes");
        foreach (ReviewSheet.SpokenVote spoken in sheet.Votes)
        {
            writer.WriteStartObject();
            writer.WriteString("reviewer", spoken.Name);
            writer.WriteString("decision", spoken.Vote.Answer.ToString().ToLowerInvariant());
            writer.WriteString("at", FactText.Instant(spoken.Vote.At));
            WireJson.Optional(writer, "comment", spoken.Comment);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
