using System.Text.Json.Nodes;

namespace MissionPolicy.Engine.Loading.Schema;

/// <summary>What a Mission may do, may never do, and where it may go.</summary>
internal static class AuthorityShape
{
    public static JsonObject Authority() =>
        Shape.Object("Operations on one resource class at one server.", ["resource", "at", "operations"], new JsonObject
    {
        ["resource"] = Shape.Text("A resource class of the vocabulary."),
        ["at"] = Shape.Uri("The resource server."),
        ["operations"] = Shape.Set("Operations of the class; those that they imply come along.", 1),
        ["grant"] = Shape.Words("When a Mission gets it: at its start (left out), or only where the client asks for it by class and operation.", "at_start", "on_request"),
        ["where"] = Shape.Ref("condition"),
    });

    public static JsonObject Never() => Shape.Object("Operations on one resource class.", ["resource", "operations"], new JsonObject
    {
        ["resource"] = Shape.Text("A resource class of the vocabulary."),
        ["operations"] = Shape.Set("Operations; those that imply them are forbidden too.", 1),
    });

    public static JsonObject Propagation() => Shape.Object("Which other authorization servers it may reach.", ["depth"], new JsonObject
    {
        ["depth"] = Shape.Number("How many derivations away from home; 0: none.", 0),
        ["audiences"] = Shape.List("The authorization servers.", 0, Shape.Object("One authorization server.", ["as", "resources", "project", "assertion_lifetime"], new JsonObject
        {
            ["as"] = Shape.Uri("Its issuer identifier."),
            ["resources"] = Shape.Set("Resource classes that it may act on.", 1),
            ["project"] = Shape.Object("What crosses.", [], new JsonObject
            {
                ["params"] = Shape.Set("Governing params that cross.", 0),
                ["actor"] = Shape.Words("Whether the verified actor crosses.", "never", "when_verified"),
            }),
            ["assertion_lifetime"] = Shape.Duration("At most 5m."),
            ["require"] = Shape.Ref("requirement"),
        })),
    });
}
