using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Evidence;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Evidence;

/// <summary>That a smaller tree is the beginning of a larger one.</summary>
/// <param name="First">The size of the smaller.</param>
/// <param name="Second">The size of the larger.</param>
/// <param name="FirstRoot">The root of the smaller.</param>
/// <param name="SecondRoot">The root of the larger.</param>
/// <param name="Path">The path; empty for one tree.</param>
/// <remarks>Source: RFC 9162 §2.1.4.</remarks>
internal sealed record ConsistencyProof(long First, long Second, TreeHash FirstRoot, TreeHash SecondRoot, ImmutableArray<TreeHash> Path)
{
    /// <summary>Writes the proof as a JSON object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("first", First);
        writer.WriteNumber("second", Second);
        writer.WriteString("first_root_hash", FirstRoot.ToString());
        writer.WriteString("second_root_hash", SecondRoot.ToString());
        WireJson.Strings(writer, "consistency_path", Path.Select(static hash => hash.ToString()));
        writer.WriteEndObject();
    }
}
