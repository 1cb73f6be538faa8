using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>The instance inputs of a purpose.</summary>
public sealed record ParamsRule
{
    /// <summary>The JSON Schema (2020-12) as canonical JSON (RFC 8785), so that equal schemas compare equal.</summary>
    public required string SchemaJson { get; init; }

    /// <summary>Top-level params that shape the envelope; sorted.</summary>
    public ValueArray<string> Governing { get; init; }

    /// <summary>Top-level params that are evidence only; sorted.</summary>
    public ValueArray<string> AuditOnly { get; init; }

    /// <summary>What the loader compiled already; <see cref="CompiledParams.None"/> for an entry that was made otherwise.</summary>
    internal CompiledParams Compiled { get; init; } = CompiledParams.None;
}
