using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>Types the attributes of a logged action by the bounds of its own envelope: the vocabulary of that day is not in the log.</summary>
internal static class AttributeKinds
{
    /// <summary>The attributes that the envelope's bounds read, in the kinds that they read them in.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="action">The action.</param>
    public static ImmutableArray<AttributeValue> Read(MissionEnvelope envelope, JsonElement action) =>
    [
        .. envelope.Grants.SelectMany(grant => grant.Where).SelectMany(bound => Conditions.Tests(bound.Holds))
            .Where(test => test.Fact.Scope == FactScope.Action)
            .DistinctBy(test => test.Fact.Path)
            .Where(test => action.TryGetProperty(test.Fact.Path, out _))
            .Select(test => new AttributeValue(test.Fact.Path, JsonFacts.Read(action.GetProperty(test.Fact.Path), Kind(test, action.GetProperty(test.Fact.Path)))))
            .Where(attribute => !attribute.Value.IsAbsent),
    ];

    private static FactKind Kind(Condition.Test test, JsonElement value) => test.Comparison switch
    {
        Comparison.OneOf or Comparison.StartsWith => FactKind.Text,
        Comparison.SubsetOf or Comparison.DisjointFrom or Comparison.Contains or Comparison.CountAtMost or Comparison.CountOver => FactKind.TextSet,
        Comparison.Present => value.ValueKind switch
        {
            JsonValueKind.Array => FactKind.TextSet,
            JsonValueKind.Number => FactKind.Number,
            JsonValueKind.True or JsonValueKind.False => FactKind.Flag,
            _ => FactKind.Text,
        },
        _ => test.Operand.Match(literal => literal.Value.IsAbsent ? FactKind.Text : literal.Value.Kind, _ => FactKind.Text),
    };
}
