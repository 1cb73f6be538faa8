using System.Collections.Frozen;
using System.Text.Json;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.DryRun;

/// <summary>Reads <c>claims</c>: what the subject's identity record says, for entries that ask for <c>subject.CLAIM</c>.</summary>
internal static class ClaimsMember
{
    public static FrozenDictionary<string, FactValue> Read(MemberReader body)
    {
        Dictionary<string, FactValue> claims = new(StringComparer.Ordinal);
        MemberReader? member = body.OptionalObject("claims");
        foreach (JsonProperty claim in member?.Value.EnumerateObject() ?? default)
        {
            FactValue value = JsonFacts.Read(claim.Value, KindOf(claim.Value.ValueKind));
            if (value.IsAbsent)
            {
                member!.Error(claim.Name, "has to be a string, a number, a truth value or an array of strings");
            }

            claims[claim.Name] = value;
        }

        return claims.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FactKind KindOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => FactKind.Number,
        JsonValueKind.True or JsonValueKind.False => FactKind.Flag,
        JsonValueKind.Array => FactKind.TextSet,
        _ => FactKind.Text,
    };
}
