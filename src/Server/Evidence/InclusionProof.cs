using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Evidence;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Evidence;

/// <summary>That a record is in the tree.</summary>
/// <param name="Record">The record, from 1; its leaf index is one less.</param>
/// <param name="Size">The size of the tree.</param>
/// <param name="Leaf">The hash of the record.</param>
/// <param name="Root">The root of the tree.</param>
/// <param name="Path">From the leaf upwards.</param>
/// <remarks>Source: RFC 9162 §2.1.3.</remarks>
internal sealed record InclusionProof(long Record, long Size, TreeHash Leaf, TreeHash Root, ImmutableArray<TreeHash> Path)
{
    /// <summary>Writes the proof as a JSON object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("record", Record);
        writer.WriteNumber("leaf_index", Record - 1);
        writer.WriteNumber("tree_size", Size);
        writer.WriteString("leaf_hash", Leaf.ToString());
        writer.WriteString("root_hash", Root.ToString());
        WireJson.Strings(writer, "inclusion_path", Path.Select(static hash => hash.ToString()));
        writer.WriteEndObject();
    }
}
