using System.Collections.Frozen;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Compilation;

/// <summary>One catalog entry, ready to be asked. Immutable and safe to share.</summary>
public sealed class CompiledPurpose
{
    internal CompiledPurpose()
    {
    }

    /// <summary>The entry.</summary>
    public required CatalogEntry Entry { get; init; }

    /// <summary>The vocabulary that gives its words their meaning.</summary>
    public required CatalogVocabulary Vocabulary { get; init; }

    /// <summary>The digest of entry and vocabulary (<c>sha-256:…</c>): equal exactly when the meaning is.</summary>
    public required string Digest { get; init; }

    /// <summary>The params schema.</summary>
    public required IParamsSchema Schema { get; init; }

    /// <summary>The params schema as a tree that two catalogs can be compared by; null when it has keywords that no comparison understands.</summary>
    public required SchemaNode? SchemaRoot { get; init; }

    /// <summary>The part of the params schema that is understood: it accepts every value that the schema accepts, and perhaps more.</summary>
    public required SchemaNode SchemaOutline { get; init; }

    /// <summary>The kind of each param path that can be a fact, for example <c>window.from</c>.</summary>
    public required FrozenDictionary<string, FactKind> ParamKinds { get; init; }

    /// <summary>The bootstrap rules, prepared.</summary>
    public required IRuleSetProgram Program { get; init; }

    /// <summary>The ids of the author's rules that hold for every envelope, see <see cref="Tightening"/>.</summary>
    public required FrozenSet<string> Kept { get; init; }

    /// <summary>The rules of resuming a Mission, prepared.</summary>
    public required IRuleSetProgram Resume { get; init; }

    /// <summary>Where the envelopes of this purpose get their programs from.</summary>
    public required EnvelopeShapes Shapes { get; init; }

    /// <summary>The bootstrap rules as data.</summary>
    public RuleSet Rules => Program.Rules;
}
