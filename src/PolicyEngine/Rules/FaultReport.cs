using System.Collections.Immutable;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>Reports the faults of one program to the observer of its backend.</summary>
/// <param name="backend">The backend's name.</param>
/// <param name="rules">The rules of the program.</param>
/// <param name="observer">Who is called.</param>
internal sealed class FaultReport(string backend, RuleSet rules, IRulesObserver observer)
{
    private string? digest;

    /// <summary>Two backends gave different answers.</summary>
    /// <param name="decided">The answer of the deciding backend.</param>
    /// <param name="checkedBy">The answer of the checking backend.</param>
    /// <returns>The answer that refuses.</returns>
    public ImmutableArray<Rule> Differ(ImmutableArray<Rule> decided, ImmutableArray<Rule> checkedBy) =>
        Send(() => Of() with { Decided = Names(decided), Checked = Names(checkedBy) });

    /// <summary>A backend failed.</summary>
    /// <param name="deciding">What the deciding backend threw, or null.</param>
    /// <param name="checking">What the checking backend threw, or null.</param>
    /// <returns>The answer that refuses.</returns>
    public ImmutableArray<Rule> Failed(Exception? deciding, Exception? checking) =>
        Send(() => Of() with { DecidingFailure = Name(deciding), CheckingFailure = Name(checking) });

    // The question is refused in any case: an alarm that cannot be raised must not turn into an answer.
    private ImmutableArray<Rule> Send(Func<RulesDisagreement> say)
    {
        try
        {
            observer.Faulted(say());
        }
        catch (Exception)
        {
            return RulesFault.Answer;
        }

        return RulesFault.Answer;
    }

    private RulesDisagreement Of() => new()
    {
        Backend = backend, RuleSet = rules.Name, RuleSetDigest = digest ??= DigestOf(rules),
    };

    private static ValueArray<string> Names(ImmutableArray<Rule> fired) =>
        fired.IsDefault ? [] : fired.Select(rule => rule?.Id ?? string.Empty).ToValueArray();

    // The innermost exception is the cause; its message may quote a value and stays here.
    private static string? Name(Exception? failure) => failure?.GetBaseException().GetType().Name;

    private static string DigestOf(RuleSet rules) => Digest.Of(JsonText.Canonical(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("name", rules.Name);
        JsonText.List(writer, "rules", rules.Rules, static (json, rule) =>
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WritePropertyName("when");
            ConditionJson.Write(json, rule.When);
            json.WriteEndObject();
        });
        writer.WriteEndObject();
    }));
}
