using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Evaluation;

namespace MissionPolicy.Server.Observability;

/// <summary>Appends decisions to a file, one JSON object a line, so that a candidate catalog can be tried against what really happened.</summary>
internal sealed class DecisionLog : IDisposable
{
    private readonly Lock gate = new();
    private readonly FileStream? file;
    private readonly string engine;

    /// <summary>Opens the file of the configuration, if it names one.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public DecisionLog(IOptions<EvaluationOptions> options, RulesEngine rules)
    {
        engine = rules.Name;
        string path = options.Value.DecisionLog;
        file = path.Length == 0 ? null : new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Appends one decision. A line is whole or not there.</summary>
    public void Write(EvaluationAnswer answer, string catalogDigest)
    {
        if (file is null || answer.Mission is null)
        {
            return;
        }

        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter writer = new(line))
        {
            Write(writer, answer, catalogDigest);
        }

        line.Write("\n"u8);
        lock (gate)
        {
            file.Write(line.WrittenSpan);
            file.Flush();
        }
    }

    public void Dispose() => file?.Dispose();

    private void Write(Utf8JsonWriter writer, EvaluationAnswer answer, string catalogDigest)
    {
        writer.WriteStartObject();
        writer.WriteString("id", answer.Id);
        writer.WriteString("time", FactText.Instant(answer.At));
        writer.WriteString("question", "boundary");
        writer.WriteString("kind", answer.Mission!.Envelope.Kind);
        writer.WriteString("catalog_digest", catalogDigest);
        writer.WriteString("engine", engine);
        writer.WriteString("mission_ref", answer.Mission.MissionRef);
        writer.WritePropertyName("envelope");
        writer.WriteRawValue(EnvelopeJson.Write(answer.Mission.Envelope));
        Action(writer, answer.Action);
        writer.WritePropertyName("decision");
        writer.WriteRawValue(DecisionJson.Write(answer.Decision));
        writer.WriteEndObject();
    }

    private static void Action(Utf8JsonWriter writer, DiscoveredAction action)
    {
        writer.WriteStartObject("action");
        writer.WriteString("subject", action.Subject);
        writer.WriteString("tenant", action.Tenant);
        writer.WriteString("resource", action.Resource);
        writer.WriteString("operation", action.Operation);
        writer.WriteString("at", FactText.Instant(action.At));
        Optional(writer, "audience", action.Audience);
        Optional(writer, "until", action.Until is { } until ? FactText.Instant(until) : null);
        if (action.PropagationAudience is not null || action.PropagationDepth is not null)
        {
            writer.WriteStartObject("propagation");
            Optional(writer, "audience", action.PropagationAudience);
            if (action.PropagationDepth is { } depth)
            {
                writer.WriteNumber("depth", depth);
            }

            writer.WriteEndObject();
        }

        foreach (AttributeValue attribute in action.Attributes.Where(attribute => !attribute.Value.IsAbsent))
        {
            writer.WritePropertyName(attribute.Name);
            FactJson.Write(writer, attribute.Value);
        }

        writer.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
