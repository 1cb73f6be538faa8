using System.Globalization;
using System.Text;

namespace MissionPolicy.Engine.Loading.Printing;

/// <summary>Writes the small part of YAML that the catalog language uses: block mappings, block lists and flow scalars that no reader takes for anything else.</summary>
internal sealed class YamlText
{
    private readonly StringBuilder text = new();
    private int depth;
    private bool afterDash;

    public override string ToString() => text.ToString();

    /// <summary>A member with one value.</summary>
    public void Member(string name, string scalar) => Line($"{Key(name)}: {scalar}");

    /// <summary>A member with a mapping of its own.</summary>
    public void Map(string name, Action members)
    {
        Line($"{Key(name)}:");
        Inside(members);
    }

    /// <summary>A member with a list of texts, on one line.</summary>
    public void Texts(string name, IEnumerable<string> items) => Member(name, Flow(items.Select(Quote)));

    /// <summary>A member with a list of mappings.</summary>
    public void List<T>(string name, IEnumerable<T> items, Action<T> members)
    {
        Line($"{Key(name)}:");
        depth++;
        foreach (T item in items)
        {
            Indent();
            text.Append("- ");
            afterDash = true;
            Inside(() => members(item));
        }

        depth--;
    }

    public static string Flow(IEnumerable<string> scalars) => $"[{string.Join(", ", scalars)}]";

    /// <summary>A text in double quotes; quotes cost a reviewer nothing, and a bare word may be taken for something else.</summary>
    public static string Quote(string value)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                '\r' => quoted.Append("\\r"),
                < ' ' or (>= '\x7f' and < '\xa0') or '\u2028' or '\u2029' or '\ufeff' or '\ufffd' or '\ufffe' or '\uffff' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') =>
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A key: bare where it is a plain word of the language.</summary>
    public static string Key(string name) =>
        name.Length > 0 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '.' or '-')
        && Yaml.PlainScalar.TakenFor(name) is null ? name : Quote(name);

    private void Inside(Action members)
    {
        depth++;
        members();
        depth--;
    }

    private void Line(string line)
    {
        Indent();
        text.Append(line).Append('\n');
    }

    private void Indent()
    {
        if (afterDash)
        {
            afterDash = false;
            return;
        }

        text.Append(' ', depth * 2);
    }
}
