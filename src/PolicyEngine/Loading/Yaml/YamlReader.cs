using System.Collections.Immutable;
using System.Text;
using MissionPolicy.Engine.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MissionPolicy.Engine.Loading.Yaml;

/// <summary>Text → node tree with positions; everything that YAML can do beyond plain data is a diagnostic.</summary>
internal sealed class YamlReader
{
    /// <summary>The deepest nesting.</summary>
    internal const int MaxDepth = 20;

    /// <summary>The largest file in UTF-8 bytes.</summary>
    internal const int MaxBytes = 256 * 1024;

    private readonly string file;
    private readonly DiagnosticBag bag;
    private readonly Parser parser;
    private int depth;
    private bool tooDeep;
    private Mark last = new(0, 1, 1);

    private YamlReader(string file, string text, DiagnosticBag bag)
    {
        this.file = file;
        this.bag = bag;
        parser = new Parser(new StringReader(text));
    }

    /// <summary>Reads one file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="bag">Where diagnostics go.</param>
    /// <returns>The root mapping, or null when there is nothing to bind.</returns>
    public static YamlMap? Read(CatalogSource source, DiagnosticBag bag)
    {
        bag.AddText(source.Path, source.Text);
        if (Encoding.UTF8.GetByteCount(source.Text) > MaxBytes)
        {
            bag.Error(DiagnosticCodes.TooLarge, new(source.Path, 1, 1, "$"), "The file has more than 256 KiB.", "Split it: one purpose, one file.");
            return null;
        }

        // YamlDotNet reports tabs far from where they stand; so they are found, told and made blanks before it reads.
        string text = ControlCharacters.Report(source, bag);
        YamlReader reader = new(source.Path, text, bag);
        try
        {
            return reader.Document();
        }
        catch (YamlException refused)
        {
            // Some of the parser's exceptions carry the start of the file; the last event that was read is nearer.
            Mark at = refused.Start.Line > reader.last.Line ? refused.Start : reader.last;
            bag.Error(
                DiagnosticCodes.YamlSyntax,
                Inside(source.Path, text, at),
                $"YAML cannot be read here: {Sentence(refused)}",
                "Check indentation, colons, brackets and quotes on this line and the one before.");
        }
        catch (Exception refused) when (refused is InvalidOperationException or ArgumentException or OverflowException or IndexOutOfRangeException or FormatException)
        {
            // The parser answers some malformed texts with exceptions that carry no place: the last value that was read is the nearest one.
            bag.Error(DiagnosticCodes.YamlSyntax, reader.At(reader.last, "$"), "YAML cannot be read after this value.", "Check indentation, colons, brackets and quotes from here on.");
        }

        return null;
    }

    // The parser puts a text that ends too early on the line after its last one.
    private static SourcePosition Inside(string file, string text, Mark at)
    {
        string[] lines = text.Split('\n');
        return at.Line > lines.Length
            ? new SourcePosition(file, lines.Length, lines[^1].Length + 1, "$")
            : new SourcePosition(file, (int)Math.Max(1, at.Line), (int)Math.Max(1, at.Column), "$");
    }

    private static string Sentence(YamlException refused)
    {
        string text = (refused.InnerException ?? refused).Message.ReplaceLineEndings(" ");
        return text.EndsWith('.') ? text : text + ".";
    }

    private YamlMap? Document()
    {
        parser.MoveNext();
        parser.MoveNext();
        if (parser.Current is StreamEnd or null)
        {
            bag.Error(
                DiagnosticCodes.OneDocument, new(file, 1, 1, "$"), "The file is empty.", "Write a mapping with the keys of the language.");
            return null;
        }

        parser.MoveNext();
        YamlNode? root = Node("$");
        if (tooDeep)
        {
            return null;
        }

        parser.MoveNext();
        if (parser.Current is DocumentStart second)
        {
            bag.Error(
                DiagnosticCodes.OneDocument, At(second.Start, "$"), "A second document begins here.", "Move it to a file of its own.");
        }

        if (root is YamlMap map)
        {
            return map;
        }

        if (root is not null)
        {
            bag.Error(DiagnosticCodes.OneDocument, root.Position, $"The file holds {root.Noun}, not a mapping.", "Write a mapping with the keys of the language.");
        }

        return null;
    }

    private YamlNode? Node(string path)
    {
        ParsingEvent current = parser.Current ?? throw new SyntaxErrorException(last, last, "The text ends too early.");
        last = current.Start;
        if (current is AnchorAlias alias)
        {
            bag.Error(DiagnosticCodes.AnchorOrAlias, At(alias.Start, path), $"`*{alias.Value}` is an alias.", "Write the value out: a reviewer reads every place by itself.");
            parser.MoveNext();
            return null;
        }

        if (current is NodeEvent node)
        {
            Decoration(node, path);
        }

        if (current is Scalar scalar)
        {
            parser.MoveNext();
            return new YamlScalar(At(scalar.Start, path), scalar.Value, scalar.Style == ScalarStyle.Plain);
        }

        if (current is not (SequenceStart or MappingStart))
        {
            // The parser closes some malformed collections that it never opened.
            throw new SyntaxErrorException(current.Start, current.End, "A value is missing.");
        }

        if (++depth > MaxDepth)
        {
            tooDeep = true;
            bag.Error(DiagnosticCodes.TooLarge, At(current.Start, path), $"More than {MaxDepth} levels are nested here.", "Flatten the structure.");
            return null;
        }

        YamlNode result = current is SequenceStart ? List(current, path) : Map(current, path);
        depth--;
        return result;
    }

    private YamlList List(ParsingEvent start, string path)
    {
        ImmutableArray<YamlNode>.Builder items = ImmutableArray.CreateBuilder<YamlNode>();
        parser.MoveNext();
        for (int index = 0; parser.Current is not SequenceEnd && !tooDeep; index++)
        {
            if (Node($"{path}[{index}]") is { } item)
            {
                items.Add(item);
            }
        }

        if (!tooDeep)
        {
            parser.MoveNext();
        }

        return new YamlList(At(start.Start, path), items.ToImmutable());
    }

    private YamlMap Map(ParsingEvent start, string path)
    {
        ImmutableArray<YamlMember>.Builder members = ImmutableArray.CreateBuilder<YamlMember>();
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        parser.MoveNext();
        while (parser.Current is not MappingEnd && !tooDeep)
        {
            Mark at = (parser.Current ?? throw new SyntaxErrorException(last, last, "The text ends too early.")).Start;
            YamlNode? key = Node(path);
            if (tooDeep)
            {
                break;
            }

            string name = (key as YamlScalar)?.Text ?? string.Empty;
            SourcePosition position = At(at, $"{path}.{name}");
            YamlNode? value = Node(position.Path);
            if (key is not YamlScalar { IsPlain: var plain })
            {
                if (key is not null)
                {
                    bag.Error(DiagnosticCodes.WrongType, position with { Path = path }, $"A key is {key.Noun}.", "Write a single word as the key.");
                }
            }
            else if (plain && name == "<<")
            {
                bag.Error(DiagnosticCodes.AnchorOrAlias, position, "`<<` merges another mapping.", "Write the members out.");
            }
            else if (!seen.TryAdd(name, position.Line))
            {
                bag.Error(
                    DiagnosticCodes.DuplicateKey, position, $"`{name}` stands twice; first on line {seen[name]}.", "Keep one of them.");
            }
            else if (value is not null)
            {
                members.Add(new YamlMember(name, position, plain, value));
            }
        }

        if (!tooDeep)
        {
            parser.MoveNext();
        }

        return new YamlMap(At(start.Start, path), members.ToImmutable());
    }

    private void Decoration(NodeEvent node, string path)
    {
        if (!node.Anchor.IsEmpty)
        {
            bag.Error(DiagnosticCodes.AnchorOrAlias, At(node.Start, path), $"`&{node.Anchor.Value}` is an anchor.", "Remove it and write the value out where it is used.");
        }

        if (!node.Tag.IsEmpty)
        {
            bag.Error(DiagnosticCodes.CustomTag, At(node.Start, path), "A tag stands here.", "Remove it: types come from the language.");
        }
    }

    private SourcePosition At(Mark mark, string path) => new(file, (int)mark.Line, (int)mark.Column, path);
}
