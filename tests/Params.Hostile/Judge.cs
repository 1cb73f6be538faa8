using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Params.Guarded;

namespace MissionPolicy.Params.Hostile;

/// <summary>Asks one validator, or both as a catalog does.</summary>
/// <param name="which"><c>guarded</c>: JsonSchema.Net behind guards by itself. <c>both</c>: with the second opinion.</param>
internal sealed class Judge(string which)
{
    // The smallest that a thread of the host has on any platform.
    private const int Stack = 1024 * 1024;

    public static TimeSpan Processor
    {
        get
        {
            using Process own = Process.GetCurrentProcess();
            return own.TotalProcessorTime;
        }
    }

    public string OnSmallStack(string schema, string value)
    {
        string answer = string.Empty;
        Thread thread = new(() => answer = Answer(schema, value), Stack);
        thread.Start();
        thread.Join();
        return answer;
    }

    public string Answer(string schema, string value)
    {
        if (Compile(Json(schema)) is not { } compiled)
        {
            return "refused";
        }

        ImmutableArray<SchemaError> errors = compiled.Validate(Json(value));
        return errors.IsEmpty ? "valid" : errors[0].Keyword;
    }

    private static JsonElement Json(string text)
    {
        // Deeper than any host reads, so that the guards are asked and not the reader.
        using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 20_000 });
        return document.RootElement.Clone();
    }

    private IParamsSchema? Compile(JsonElement schema)
    {
        if (which == "both")
        {
            return new JsonSchemaCompiler().Compile(schema).Match<IParamsSchema?>(compiled => compiled.Schema, _ => null);
        }

        SchemaReading reading = SchemaReader.Read(schema);
        return reading.Defects.IsEmpty && GuardedBuilder.TryBuild(reading, out GuardedSchema? guarded, out _) ? guarded : null;
    }
}
