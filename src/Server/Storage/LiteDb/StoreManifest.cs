using System.Text.Json;
using System.Text.Json.Serialization;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>What the data file holds.</summary>
/// <param name="Format">The version of the directory's format.</param>
/// <param name="Applied">The last write in the data file.</param>
/// <param name="Checkpointing">Whether the data file is being changed: then its log, which is on disk, completes it.</param>
internal sealed record StoreManifest(int Format, long Applied, bool Checkpointing)
{
    private const int CurrentFormat = 1;

    /// <summary>The manifest of a data file.</summary>
    /// <param name="applied">The last write in it.</param>
    /// <param name="checkpointing">Whether it is being changed.</param>
    public static StoreManifest Of(long applied, bool checkpointing) => new(CurrentFormat, applied, checkpointing);

    /// <summary>Reads the manifest; null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="StoreOpenException">It cannot be read, or another version wrote it.</exception>
    public static StoreManifest? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            StoreManifest? manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), StoreManifestJson.Default.StoreManifest);
            return manifest is { Format: CurrentFormat, Applied: >= 0 }
                ? manifest
                : throw new StoreOpenException($"{path} is of format {manifest?.Format}; this version reads format {CurrentFormat}.");
        }
        catch (JsonException problem)
        {
            throw new StoreOpenException($"{path} is damaged: {problem.Message}", problem);
        }
    }

    /// <summary>Writes the manifest durably.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path) => DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(this, StoreManifestJson.Default.StoreManifest));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoreManifest))]
internal sealed partial class StoreManifestJson : JsonSerializerContext;
