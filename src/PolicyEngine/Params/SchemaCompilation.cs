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
    /// <param name="Schema">The compiled schema.</param>
    /// <param name="Root">The schema as a tree that linters and diffs can walk.</param>
    public sealed record Compiled(IParamsSchema Schema, SchemaNode Root) : SchemaCompilation;

    /// <summary>Refused.</summary>
    /// <param name="Defects">Every defect, ordered by schema path.</param>
    public sealed record Refused(ImmutableArray<SchemaDefect> Defects) : SchemaCompilation;
}
