using System.Text.Json.Nodes;
using MissionPolicy.Engine.Loading.Binding;

namespace MissionPolicy.Engine.Loading.Schema;

/// <summary>Conditions: facts with comparisons, and groups of conditions.</summary>
internal static class ConditionShape
{
    public static JsonObject Condition() => new()
    {
        ["description"] = "Facts that have to hold, all of them.",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["all"] = Shape.List("All of these.", 1, Shape.Ref("condition")),
            ["any"] = Shape.List("At least one of these.", 1, Shape.Ref("condition")),
            ["not"] = Shape.Ref("condition"),
        },
        ["additionalProperties"] = new JsonObject
        {
            ["anyOf"] = new JsonArray(
                Shape.Ref("comparison"),
                new JsonObject { ["type"] = Shape.Array("string", "number", "boolean") },
                Shape.List("One of these.", 1, new JsonObject { ["type"] = "string" })),
        },
    };

    public static JsonObject Comparison()
    {
        JsonObject words = [];
        foreach (string word in Operator.Words)
        {
            words[word] = word switch
            {
                "present" => Shape.Flag("Whether there is a value."),
                "within" => new JsonObject { ["description"] = "From (included) to (excluded): a param with `from` and `to`, or the two ends.", ["type"] = Shape.Array("string", "object") },
                _ => new JsonObject { ["description"] = "A literal, or a governing param as `params.name`.", ["type"] = Shape.Array("string", "number", "boolean", "array", "object") },
            };
        }

        JsonObject shape = Shape.Object("Comparisons that have to hold, all of them.", [], words);
        shape["minProperties"] = 1;
        return shape;
    }
}
