using System.Net;
using System.Text.RegularExpressions;

namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>The forms, links and text of one of the provider's pages: enough for pages whose writer is known.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Html">The page.</param>
internal sealed partial record HtmlPage(Uri Address, string Html)
{
    /// <summary>The forms.</summary>
    public IEnumerable<HtmlForm> Forms => FormElement().Matches(Html).Select(match => new HtmlForm(Attributes(match.Groups[1].Value), match.Groups[2].Value, Fields(match.Groups[2].Value)));

    /// <summary>The form that has a field.</summary>
    public HtmlForm? FormWith(string field) => Forms.FirstOrDefault(form => form.Fields.ContainsKey(field));

    /// <summary>The form with an attribute value.</summary>
    public HtmlForm? FormWhere(string attribute, string value) => Forms.FirstOrDefault(form => form.Attributes.GetValueOrDefault(attribute) == value);

    /// <summary>The form whose buttons decide.</summary>
    public HtmlForm? Decision => Forms.FirstOrDefault(static form => form.Html.Contains("name=\"decision\"", StringComparison.Ordinal));

    /// <summary>The links whose addresses begin so.</summary>
    public IEnumerable<Uri> Links(string prefix) => Anchor().Matches(Html)
        .Select(match => Attributes(match.Groups[1].Value).GetValueOrDefault("href"))
        .Where(href => href?.StartsWith(prefix, StringComparison.Ordinal) == true)
        .Select(href => new Uri(Address, href));

    /// <summary>What a reader sees, on one line.</summary>
    public string Text => Space().Replace(WebUtility.HtmlDecode(Tag().Replace(Invisible().Replace(Html, " "), " ")), " ").Trim();

    private static Dictionary<string, string> Fields(string form)
    {
        Dictionary<string, string> fields = [];
        foreach (Match input in Input().Matches(form))
        {
            Dictionary<string, string> attributes = Attributes(input.Groups[1].Value);
            bool isSent = attributes.GetValueOrDefault("type") is not ("checkbox" or "radio") || attributes.ContainsKey("checked");
            if (attributes.TryGetValue("name", out string? name) && isSent)
            {
                fields[name] = attributes.GetValueOrDefault("value", string.Empty);
            }
        }

        foreach (Match select in Select().Matches(form))
        {
            fields[Attributes(select.Groups[1].Value)["name"]] = string.Empty;
        }

        return fields;
    }

    private static Dictionary<string, string> Attributes(string text)
    {
        Dictionary<string, string> attributes = [];
        foreach (Match match in Attribute().Matches(text))
        {
            attributes[match.Groups[1].Value] = WebUtility.HtmlDecode(match.Groups[2].Value);
        }

        return attributes;
    }

    [GeneratedRegex(@"<form\b([^>]*)>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex FormElement();

    [GeneratedRegex(@"<input\b([^>]*)>")]
    private static partial Regex Input();

    [GeneratedRegex(@"<select\b([^>]*)>")]
    private static partial Regex Select();

    [GeneratedRegex(@"<a\b([^>]*)>")]
    private static partial Regex Anchor();

    [GeneratedRegex("""([\w-]+)(?:="([^"]*)")?""")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"<(script|style|head)\b.*?</\1>", RegexOptions.Singleline)]
    private static partial Regex Invisible();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
