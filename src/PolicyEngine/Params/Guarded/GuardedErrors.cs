using System.Collections.Immutable;
using Json.Schema;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary>What JsonSchema.Net found, as errors: only what the answer rests on, not the alternatives that were tried.</summary>
/// <remarks>Its places in the value are right; its places in the schema are not, so that errors name none.</remarks>
internal static class GuardedErrors
{
    public static ImmutableArray<SchemaError> Of(EvaluationResults root)
    {
        List<SchemaError> errors = [];
        Collect(root, errors);
        return errors.Count == 0
            ? [new SchemaError(string.Empty, string.Empty, SchemaError.ValidatorFailed, "is refused without a reason")]
            : [.. errors.Distinct().OrderBy(error => error.InstancePath, StringComparer.Ordinal).ThenBy(error => error.Keyword, StringComparer.Ordinal)];
    }

    private static void Collect(EvaluationResults node, List<SchemaError> errors)
    {
        foreach ((string keyword, string message) in node.Errors ?? [])
        {
            errors.Add(keyword.Length == 0 ? Nothing(node) : Error(node, keyword, message));
        }

        foreach (IGrouping<string, EvaluationResults> part in (node.Details ?? []).GroupBy(detail => KeywordOf(node, detail), StringComparer.Ordinal))
        {
            int fitting = part.Count(detail => detail.IsValid);
            switch (part.Key)
            {
                case "if" or "contains":
                    break;
                case "anyOf" when fitting == 0:
                    errors.Add(Error(node, part.Key, "fits none of the alternatives"));
                    break;
                case "oneOf" when fitting != 1:
                    errors.Add(Error(node, part.Key, $"fits {fitting} of the alternatives instead of exactly one"));
                    break;
                case "not" when fitting > 0:
                    errors.Add(Error(node, part.Key, "fits what is excluded"));
                    break;
                case "anyOf" or "oneOf" or "not":
                    break;
                default:
                    foreach (EvaluationResults detail in part.Where(detail => !detail.IsValid))
                    {
                        Collect(detail, errors);
                    }

                    break;
            }
        }
    }

    // The schema `false` has no keyword of its own. For what no other keyword covers, the one that it stands under says more.
    private static SchemaError Nothing(EvaluationResults node)
    {
        int count = node.EvaluationPath.SegmentCount;
        string last = count == 0 ? string.Empty : node.EvaluationPath[count - 1].ToString();
        return last is "additionalProperties" or "unevaluatedProperties" or "unevaluatedItems"
            ? Error(node, last, "is not known here")
            : Error(node, "false", "nothing is allowed here");
    }

    private static SchemaError Error(EvaluationResults node, string keyword, string message) =>
        new(node.InstanceLocation.ToString(), string.Empty, keyword, message);

    private static string KeywordOf(EvaluationResults node, EvaluationResults detail) =>
        detail.EvaluationPath[node.EvaluationPath.SegmentCount].ToString();
}
