using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Catalog;

/// <summary>A params schema with the text that it was compiled from, so that it is compiled once. No part of an entry's value.</summary>
internal sealed class CompiledParams(string json, SchemaCompilation.Compiled? compiled) : IEquatable<CompiledParams>
{
    public static CompiledParams None { get; } = new(string.Empty, null);

    /// <summary>The compiled schema, where it is of this text.</summary>
    public SchemaCompilation.Compiled? For(string schemaJson) => string.Equals(json, schemaJson, StringComparison.Ordinal) ? compiled : null;

    public bool Equals(CompiledParams? other) => other is not null;

    public override bool Equals(object? obj) => obj is CompiledParams;

    public override int GetHashCode() => 0;
}
