namespace MissionPolicy.Server.Storage;

/// <summary>What the store knows of a table without its document type.</summary>
internal abstract class TableDefinition
{
    /// <summary>Longest name of a table or an index.</summary>
    public const int MaxNameLength = 40;

    /// <summary>Checks the name.</summary>
    /// <param name="name">The table's name.</param>
    private protected TableDefinition(string name)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"'{name}' is not a table name: a lower-case letter, then letters, digits, '_', up to {MaxNameLength}.", nameof(name));
        }

        Name = name;
    }

    /// <summary>The name on disk.</summary>
    public string Name { get; }

    /// <summary>The names of the declared indexes. A changed set is rebuilt at the next start; a changed selector needs a new name.</summary>
    internal abstract IEnumerable<string> IndexNames { get; }

    /// <summary>Whether a name fits the rules of <see cref="Table{T}"/>.</summary>
    /// <param name="name">The name.</param>
    internal static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && char.IsAsciiLetterLower(name[0])
        && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    /// <summary>Lets a pass over the rows know the document type.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="after">The last key done; null at the beginning.</param>
    /// <returns>The last key of this batch; null when no row is left.</returns>
    internal abstract string? Reindex(IReindexer pass, string? after);
}
