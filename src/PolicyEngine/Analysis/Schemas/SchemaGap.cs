using System.Diagnostics;

namespace MissionPolicy.Engine.Analysis.Schemas;

/// <summary>What one schema accepts and another does not.</summary>
internal abstract record SchemaGap
{
    private SchemaGap()
    {
    }

    public static SchemaGap None { get; } = new Closed();

    public static SchemaGap Unknown { get; } = new Open();

    public T Match<T>(Func<T> none, Func<string, T> found, Func<T> unknown) => this switch
    {
        Closed => none(),
        Found value => found(value.Json),
        Open => unknown(),
        _ => throw new UnreachableException(),
    };

    /// <summary>A value of the one that the other refuses, as JSON.</summary>
    internal sealed record Found(string Json) : SchemaGap;

    private sealed record Closed : SchemaGap;

    private sealed record Open : SchemaGap;
}
