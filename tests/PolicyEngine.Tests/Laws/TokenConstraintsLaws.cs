using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Tests.Some.Generated;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>What a token says is what was granted.</summary>
public sealed class TokenConstraintsLaws
{
    [Fact]
    public void What_is_written_and_read_back_implies_what_was_granted()
    {
        int read = 0;
        GenEnvelope.Any.SelectMany(envelope => Gen.OneOf([.. envelope.Grants])).Sample(
            grant =>
            {
                (ImmutableArray<Condition> plain, _, ValueArray<string> trees) = Back(grant.Where);
                IEnumerable<Condition> bounds = grant.Where.Where(bound => !trees.Contains(bound.Name)).Select(bound => bound.Holds);
                Interlocked.Add(ref read, plain.Length);
                Assert.True(Implication.Holds(new Condition.All(plain.ToValueArray()), new Condition.All(bounds.ToValueArray())));
            },
            iter: 10_000);
        Assert.True(read > 5_000, $"only {read} constraints were read");
    }

    [Fact]
    public void Whoever_judges_by_the_written_constraints_judges_as_the_engine_does() => GenEnvelope.Any
        .SelectMany(envelope => Gen.Select(Gen.OneOf([.. envelope.Grants]), GenAction.Near(envelope).Array[20]))
        .Sample(
            (grant, actions) =>
            {
                (ImmutableArray<Condition> plain, ImmutableArray<Condition> trees, _) = Back(grant.Where);
                Assert.All(actions, action => Assert.Equal(
                    grant.Where.All(bound => ConditionEvaluator.Holds(bound.Holds, new RuleQuestion(action))),
                    plain.Concat(trees).All(condition => ConditionEvaluator.Holds(condition, new RuleQuestion(action)))));
            },
            iter: 5_000);

    private static (ImmutableArray<Condition> Plain, ImmutableArray<Condition> Trees, ValueArray<string> TreeNames) Back(ValueArray<AttributeBound> where)
    {
        using JsonDocument document = JsonDocument.Parse(SomeVocabulary.Write(where));
        JsonProperty[] trees = [.. document.RootElement.EnumerateObject().Where(IsTree)];
        Dictionary<string, JsonElement> others = document.RootElement.EnumerateObject().Where(member => !IsTree(member)).ToDictionary(member => member.Name, member => member.Value);
        ImmutableArray<Condition> plain = TokenConstraints.Read(JsonSerializer.SerializeToElement(others), [GenEnvelope.Classes[0]], SomeVocabulary.OfGenerated).Match(
            conditions => conditions.All,
            refused => throw new InvalidOperationException(refused.Detail));
        return (plain, [.. trees.Select(tree => ConditionJson.Read(tree.Value.GetProperty("condition")))], trees.Select(tree => tree.Name).ToValueArray());
    }

    private static bool IsTree(JsonProperty member) => member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("condition", out _);
}
