using System.Collections.Immutable;
using System.Diagnostics;

namespace MissionPolicy.Engine.Params;

/// <summary>The answer of <see cref="ISchemaCompiler"/>.</summary>
public abstract record SchemaCompilation
{
    private SchemaCompilation()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="compiled">Compiled.</param>
    /// <param name="refused">Refused.</param>
    public T Match<T>(Func<Compiled, T> compiled, Func<Refused, T> refused) => this switch
    {
        Compiled value => compiled(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Compiled.</summary>
    public sealed record Compiled : SchemaCompilation
    {
        internal Compiled(IParamsSchema schema, SchemaReading reading)
        {
            Schema = schema;
            Outline = reading.Root;
            Uncompared = reading.Uncompared;
        }

        /// <summary>The compiled schema.</summary>
        public IParamsSchema Schema { get; init; }

        /// <summary>The schema as a tree that two catalogs can be compared by; null when <see cref="Uncompared"/> holds a place.</summary>
        public SchemaNode? Root => Uncompared.IsEmpty ? Outline : null;

        /// <summary>The part of the tree that is understood: it accepts every value that the schema accepts, and perhaps more.</summary>
        public SchemaNode Outline { get; }

        /// <summary>The places that no comparison understands, ordered by schema path.</summary>
        public ImmutableArray<SchemaDefect> Uncompared { get; }
    }

    /// <summary>Refused.</summary>
    /// <param name="Defects">Every defect, ordered by schema path.</param>
    public sealed record Refused(ImmutableArray<SchemaDefect> Defects) : SchemaCompilation;
}
