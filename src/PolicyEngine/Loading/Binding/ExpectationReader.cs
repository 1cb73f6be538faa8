using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Reads <c>expect</c> of a case.</summary>
/// <param name="scope">Where mistakes go.</param>
/// <param name="hasAction">Whether the case asks the boundary.</param>
internal sealed class ExpectationReader(BindingScope scope, bool hasAction)
{
    public static readonly string[] Outcomes = ["inside", "reapprove", "deny", "granted", "confirm", "step_up", "review", "refused"];

    /// <summary>What may be expected besides, of a bootstrap.</summary>
    public static readonly string[] More = ["rules", "lifetime", "withheld"];

    private static readonly string[] WithMission = ["granted", "confirm", "review"];

    public CaseExpectation Read(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                return new CaseExpectation(Outcome(scalar.Text, scalar.Position, Outcomes), []);
            case YamlMap map when map.Members.Count(member => !More.Contains(member.Key, StringComparer.Ordinal)) == 1:
                return Read(map);
            default:
                scope.Error(
                    DiagnosticCodes.WrongType,
                    node.Position,
                    "One expected outcome is needed here.",
                    "Write for example `inside` or `{ reapprove: [tenant_outside] }`.");
                return new CaseExpectation("inside", []);
        }
    }

    private CaseExpectation Read(YamlMap map)
    {
        YamlMember named = map.Members.Single(member => !More.Contains(member.Key, StringComparer.Ordinal));
        string outcome = Outcome(named.Key, named.KeyPosition, [.. Outcomes, .. More]);
        MapReader read = new(scope, map);
        CaseExpectation expected = new(
            outcome,
            Scalars.As<YamlList>(scope, named.Value, "a list of reason codes") is { } list ? Codes(list) : [])
        {
            Rules = read.Optional("rules") is null ? null : read.Set("rules", required: false),
            Lifetime = read.OptionalDuration("lifetime"),
            Withheld = read.Optional("withheld") is null ? null : read.Set("withheld", required: false),
        };
        foreach (YamlMember member in map.Members.Where(member => member != named && !scope.IsBroken(member.Value.Position)))
        {
            Fits(outcome, member);
        }

        return expected;
    }

    private void Fits(string outcome, YamlMember member)
    {
        if (hasAction)
        {
            scope.Error(
                DiagnosticCodes.UnknownKey,
                member.KeyPosition,
                $"`{member.Key}` is about whether a Mission may start, and the case asks about an action.",
                "Take `action` or this line out.");
        }
        else if (member.Key != "rules" && !WithMission.Contains(outcome, StringComparer.Ordinal))
        {
            scope.Error(
                DiagnosticCodes.UnknownKey,
                member.KeyPosition,
                $"There is no Mission after `{outcome}`, so it has no `{member.Key}`.",
                $"Expect it with {string.Join(", ", WithMission.Select(word => $"`{word}`"))}.");
        }
    }

    private string Outcome(string text, SourcePosition position, string[] known)
    {
        if (!Outcomes.Contains(text, StringComparer.Ordinal))
        {
            scope.Error(
                DiagnosticCodes.UnknownWord,
                position,
                $"`{text}` is not an outcome.",
                $"Write one of {string.Join(", ", known.Select(word => $"`{word}`"))}.",
                Suggestion.For(text, known));
        }

        return text;
    }

    private ValueArray<string> Codes(YamlList list)
    {
        ValueArray<string> codes = Scalars.Set(scope, list, mayBeEmpty: true);
        foreach (YamlNode item in list.Items)
        {
            if (item is YamlScalar { Text: var code } && !ReasonCodes.All.Contains(code))
            {
                scope.Error(
                    DiagnosticCodes.UnknownReasonCode,
                    item.Position,
                    $"`{code}` is not a reason code.",
                    "See docs/catalog-format.md for the codes.",
                    Suggestion.For(code, ReasonCodes.All));
            }
        }

        return codes;
    }
}
