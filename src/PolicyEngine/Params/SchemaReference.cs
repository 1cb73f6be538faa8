namespace MissionPolicy.Engine.Params;

/// <summary>A <c>$ref</c>. Its target is set when the whole schema is compiled, so that schemas may be recursive.</summary>
public sealed class SchemaReference
{
    private SchemaNode? target;

    internal SchemaReference(string pointer, bool isAnchor = false)
    {
        Pointer = pointer;
        IsAnchor = isAnchor;
    }

    /// <summary>The pointer, or the name of the anchor, without the leading <c>#</c>.</summary>
    public string Pointer { get; }

    /// <summary>Whether a <c>$dynamicAnchor</c> is named, and not a place.</summary>
    public bool IsAnchor { get; }

    /// <summary>The schema.</summary>
    public SchemaNode Target => target ?? throw new InvalidOperationException("The schema is not compiled yet.");

    internal void Resolve(SchemaNode node) => target = node;
}
