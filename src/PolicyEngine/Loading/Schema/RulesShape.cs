using System.Text.Json.Nodes;
using MissionPolicy.Engine.Loading.Binding;

namespace MissionPolicy.Engine.Loading.Schema;

/// <summary>The rules of an author.</summary>
internal static class RulesShape
{
    private const string Name = "^[a-z][a-z0-9_-]{0,63}$";

    public static JsonObject Rule()
    {
        JsonObject then = Shape.Object("What follows; a rule can only tighten.", [], new JsonObject
        {
            ["refuse"] = new JsonObject { ["description"] = "No Mission.", ["const"] = true },
            ["require"] = Shape.Ref("requirement"),
            ["approval"] = Shape.Words("Who has to say yes at least; `review` needs `approval.review`.", "user", "review"),
            ["shorten"] = Shape.Duration("The Mission lives at most so long; less than `lifetime.max`."),
            ["withhold"] = Shape.Set("Projected params that do not cross, and actor.", 1),
            ["add"] = Open("Numbers that are added to derived facts.", new JsonObject
            {
                ["description"] = "An amount over zero.",
                ["type"] = "number",
                ["exclusiveMinimum"] = 0,
                ["maximum"] = ConsequencesReader.MostAdded,
            }),
            ["tag"] = Open("Texts that are put on derived facts.", Shape.Text("The text.")),
        });
        then["minProperties"] = 1;
        return Shape.Object("One rule; every one whose condition holds counts.", ["name", "when", "then"], new JsonObject
        {
            ["name"] = new JsonObject { ["description"] = "Its name in answers.", ["type"] = "string", ["pattern"] = Name },
            ["when"] = Shape.Ref("condition"),
            ["then"] = then,
        });
    }

    private static JsonObject Open(string description, JsonObject value) =>
        new() { ["description"] = description, ["type"] = "object", ["minProperties"] = 1, ["additionalProperties"] = value };
}
