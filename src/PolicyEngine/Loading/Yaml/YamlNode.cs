using System.Collections.Immutable;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Loading.Yaml;

/// <summary>An immutable YAML node with its place.</summary>
/// <param name="Position">The place of the value.</param>
internal abstract record YamlNode(SourcePosition Position)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Noun { get; }
}

/// <summary>A scalar.</summary>
/// <param name="Position">The place.</param>
/// <param name="Text">The text.</param>
/// <param name="IsPlain">True when it is not quoted and not a block.</param>
internal sealed record YamlScalar(SourcePosition Position, string Text, bool IsPlain) : YamlNode(Position)
{
    /// <inheritdoc/>
    public override string Noun => IsPlain && Text.Length == 0 ? "nothing" : "a single value";
}

/// <summary>A list.</summary>
/// <param name="Position">The place.</param>
/// <param name="Items">The items.</param>
internal sealed record YamlList(SourcePosition Position, ImmutableArray<YamlNode> Items) : YamlNode(Position)
{
    /// <inheritdoc/>
    public override string Noun => "a list";
}

/// <summary>A mapping.</summary>
/// <param name="Position">The place.</param>
/// <param name="Members">The members in written order; keys are distinct.</param>
internal sealed record YamlMap(SourcePosition Position, ImmutableArray<YamlMember> Members) : YamlNode(Position)
{
    /// <inheritdoc/>
    public override string Noun => "a mapping";

    /// <summary>The value of a key, or null.</summary>
    /// <param name="key">The key.</param>
    public YamlNode? this[string key]
    {
        get
        {
            foreach (YamlMember member in Members)
            {
                if (string.Equals(member.Key, key, StringComparison.Ordinal))
                {
                    return member.Value;
                }
            }

            return null;
        }
    }
}

/// <summary>A member of a mapping.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyPosition">The place of the key.</param>
/// <param name="KeyIsPlain">True when the key is not quoted.</param>
/// <param name="Value">The value.</param>
internal sealed record YamlMember(string Key, SourcePosition KeyPosition, bool KeyIsPlain, YamlNode Value);
