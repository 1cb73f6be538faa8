using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Where binding mistakes go, and which places are broken already so that one mistake is told once.</summary>
internal sealed class BindingScope(DiagnosticBag bag)
{
    private readonly HashSet<(string File, string Path)> broken = [];

    public DiagnosticBag Bag => bag;

    public void Error(DiagnosticCode code, SourcePosition position, string message, string help, string? suggestion = null)
    {
        broken.Add((position.File, position.Path));
        bag.Error(code, position, message, help, suggestion);
    }

    /// <summary>A mistake that a later check found; not told where the place is broken already.</summary>
    public void Check(DiagnosticCode code, SourceMap source, string path, string message, string help, string? suggestion = null)
    {
        if (!IsBroken(source, path))
        {
            SourcePosition at = source.At(path);
            bag.Error(code, at with { Path = path }, message, help, suggestion);
        }
    }

    /// <summary>Whether binding found a mistake at a place or inside it.</summary>
    public bool IsBrokenInside(string path) => broken.Any(place => place.Path.StartsWith(path, StringComparison.Ordinal));

    public bool IsBroken(SourcePosition position) => broken.Contains((position.File, position.Path));

    public bool IsBroken(SourceMap source, string path) => broken.Contains((source.File, path));

    /// <summary>The positions of everything in a file, by path; a member stands where its key stands.</summary>
    public static SourceMap MapOf(YamlMap root)
    {
        Dictionary<string, SourcePosition> positions = new(StringComparer.Ordinal) { ["$"] = root.Position };
        Collect(root, positions);
        return new SourceMap(positions, root.Position.File);
    }

    // Inside the Missions and actions of cases no decision ever points, and they are most of a file.
    private static void Collect(YamlNode node, Dictionary<string, SourcePosition> positions)
    {
        if (node.Position.Path.StartsWith("$.cases[", StringComparison.Ordinal) && node.Position.Path.Contains("].", StringComparison.Ordinal))
        {
            return;
        }

        if (node is YamlMap map)
        {
            foreach (YamlMember member in map.Members)
            {
                positions[member.Value.Position.Path] = member.KeyPosition with { Path = member.Value.Position.Path };
                Collect(member.Value, positions);
            }
        }
        else if (node is YamlList list)
        {
            foreach (YamlNode item in list.Items)
            {
                positions[item.Position.Path] = item.Position;
                Collect(item, positions);
            }
        }
    }
}
