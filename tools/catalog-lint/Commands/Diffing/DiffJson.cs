using System.Text.Json;
using MissionPolicy.CatalogLint.Reporters;
using MissionPolicy.Engine.Analysis;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary>Differences for a program.</summary>
internal static class DiffJson
{
    public static void Write(TextWriter output, CatalogDifference difference, LiveImpact? live) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("widened", difference.IsWidened);
        writer.WriteBoolean("undecided", difference.IsUndecided);
        writer.WriteStartArray("purposes");
        foreach (PurposeDifference purpose in difference.Purposes)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", purpose.Kind);
            writer.WriteString("change", Words.Of(purpose.Classification));
            writer.WriteStartArray("dimensions");
            foreach (DimensionDifference item in purpose.Dimensions)
            {
                Write(writer, item);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (live is not null)
        {
            Write(writer, live);
        }

        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, LiveImpact live)
    {
        writer.WriteStartObject("missions");
        writer.WriteNumber("read", live.Read);
        writer.WriteStartArray("touched");
        foreach (TouchedMission touched in live.Touched)
        {
            writer.WriteStartObject();
            writer.WriteString("mission_ref", touched.Mission.MissionRef);
            writer.WriteString("purpose_kind", touched.Mission.Kind);
            writer.WriteString("client_id", touched.Mission.Values.Client);
            writer.WriteString("effect", Words.Of(touched.Effect));
            Texts(writer, "codes", touched.Codes);
            Texts(writer, "lost", touched.Lost);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, DimensionDifference difference)
    {
        writer.WriteStartObject();
        writer.WriteString("dimension", Words.Of(difference.Dimension));
        writer.WriteString("change", Words.Of(difference.Classification));
        writer.WriteString("summary", difference.Summary);
        Place(writer, "before", difference.Before);
        Place(writer, "after", difference.After);
        if (difference.Witness is { } witness)
        {
            writer.WriteStartObject("witness");
            writer.WritePropertyName("question");
            writer.WriteRawValue(witness.Question);
            writer.WriteString("before", witness.BeforeAnswer);
            writer.WriteString("after", witness.AfterAnswer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Place(Utf8JsonWriter writer, string name, SourcePosition position)
    {
        if (position.Line > 0)
        {
            writer.WriteStartObject(name);
            writer.WriteString("file", position.File);
            writer.WriteNumber("line", position.Line);
            writer.WriteNumber("column", position.Column);
            writer.WriteEndObject();
        }
    }
}
