using System.Collections.Frozen;
using System.Text;

namespace MissionPolicy.CatalogLint.Rules.LookAlikeTitle;

/// <summary>What a text looks like: two texts that a person would confuse have the same skeleton.</summary>
/// <remarks>Knows the letters of Cyrillic and Greek that look Latin, full-width forms, and the digits and pairs that look like letters.
/// Source: Unicode Technical Standard 39, confusable detection, in the part that titles need.</remarks>
internal static class Skeleton
{
    private const string Foreign = "аеорсухіјѕԁԛԝһАВЕКМНОРСТУХІЈЅαονρτυικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string Latin = "aeopcyxijsdqwhABEKMHOPCTYXIJSaovptuikABEZHIKMNOPTYX";

    private static readonly FrozenDictionary<char, char> Confusable = Foreign.Zip(Latin).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>The skeleton: letters and digits only, in lower case.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char c in text)
        {
            char folded = c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : Confusable.GetValueOrDefault(c, c);
            if (char.IsLetterOrDigit(folded))
            {
                plain.Append(Digit(char.ToLowerInvariant(folded)));
            }
        }

        return plain.Replace("rn", "m").Replace("vv", "w").ToString();
    }

    /// <summary>Whether a word has Latin letters and letters of another script that look Latin.</summary>
    /// <param name="word">The word.</param>
    public static bool MixesScripts(string word) => word.Any(Confusable.ContainsKey) && word.Any(char.IsAsciiLetter);

    private static char Digit(char c) => c switch { '0' => 'o', '1' or 'i' or '|' => 'l', _ => c };
}
