using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Loading.Binding;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Loading.Schema;

/// <summary>The catalog language as a JSON Schema (draft 2020-12), for editors. The
/// engine's own reader is the judge; this only helps while typing.</summary>
public static class CatalogSchema
{
    /// <summary>The schema of a file in <c>purposes/</c>, indented, with a line feed at its end.</summary>
    public static string Generate()
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            Entry().WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static JsonObject Entry()
    {
        JsonObject entry = Shape.Object(
            "One purpose that an agent may ask for.",
            ["kind", "version", "owner", "title", "summary", "allowed", "params", "authentication", "approval", "authority", "lifetime", "propagation", "resume"],
            new JsonObject
            {
                ["kind"] = Shape.Uri("The key of the purpose: an absolute URI, the same for every instance."),
                ["version"] = Shape.Number("Raised with every change of meaning.", 1),
                ["owner"] = Shape.Text("Who answers for the entry."),
                ["title"] = Shape.Text("What the person reads first on the approval page."),
                ["summary"] = Shape.Text("One sentence for the approval page."),
                ["allowed"] = Shape.Object("Who may ask.", ["clients", "tenants"], new JsonObject
                {
                    ["clients"] = Shape.Set("Clients, by name.", 1),
                    ["applications"] = Shape.Set("Applications, by name; left out: any.", 0),
                    ["tenants"] = Shape.Set("Tenants, by name.", 1),
                }),
                ["params"] = Params(),
                ["authentication"] = Authentication(),
                ["approval"] = ApprovalShape.Approval(),
                ["authority"] = Shape.List("What the Mission may do.", 1, AuthorityShape.Authority()),
                ["never"] = Shape.List("What no Mission of this purpose may ever do.", 0, AuthorityShape.Never()),
                ["lifetime"] = Shape.Object("How long a Mission may live.", ["max"], new JsonObject
                {
                    ["max"] = Shape.Duration("From approval to the end."),
                    ["idle"] = Shape.Duration("Without any use."),
                }),
                ["propagation"] = AuthorityShape.Propagation(),
                ["rules"] = Rules(),
                ["resume"] = Shape.Object("When a sign-in may go on with a Mission.", ["otherwise"], new JsonObject
                {
                    ["within"] = Shape.Duration("Since the last attestation; left out: never."),
                    ["same"] = Shape.Set("What has to be the same: subject, tenant, application, actor, params.NAME.", 0),
                    ["otherwise"] = Shape.Words("What happens when it may not.", "recreate", "reject"),
                }),
                ["on_change"] = Shape.Words(
                    "What a change of this entry does to Missions that live. Left out: narrow, an action has to be inside the Mission and inside the entry as it is now.",
                    "narrow",
                    "keep",
                    "suspend"),
                ["cases"] = Shape.List("What the author expects, run by the linter and by the tests.", 0, Case()),
            });
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Purpose entry of a Mission Policy catalog",
        };
        foreach ((string name, JsonNode? value) in entry)
        {
            schema[name] = value?.DeepClone();
        }

        schema["$defs"] = new JsonObject { ["condition"] = ConditionShape.Condition(), ["comparison"] = ConditionShape.Comparison(), ["requirement"] = Requirement(), ["schema"] = ParamsSchema() };
        return schema;
    }

    private static JsonObject Rules()
    {
        JsonObject rules = Shape.List(
            "The author's own rules: what adds up to a risk, and what follows from it. They can only tighten.",
            0,
            RulesShape.Rule());
        rules["maxItems"] = RulesSection.Most;
        return rules;
    }

    private static JsonObject Params() => Shape.Object("What a client has to say about this instance.", ["schema"], new JsonObject
    {
        ["schema"] = Shape.Ref("schema"),
        ["governing"] = Shape.Set("Params that bound the Mission.", 0),
        ["audit_only"] = Shape.Set("Params that are kept as evidence and never bound anything.", 0),
    });

    private static JsonObject ParamsSchema()
    {
        JsonObject keywords = [];
        foreach (string keyword in SchemaKeywords.Assertions.Concat(SchemaKeywords.Uncompared).Concat(SchemaKeywords.Annotations).Order(StringComparer.Ordinal))
        {
            keywords[keyword] = keyword == "format" ? Format()
                : SchemaKeywords.Uncompared.Contains(keyword) ? new JsonObject { ["description"] = "Enforced; a diff of catalogs cannot compare it." }
                : JsonValue.Create(true);
        }

        return Shape.Object("JSON Schema 2020-12, without identifiers and keywords that only annotate content.", [], keywords);
    }

    private static JsonObject Format() => new()
    {
        ["anyOf"] = new JsonArray(
            Shape.Words("A format that is checked exactly.", [.. Formats.Names.Order(StringComparer.Ordinal)]),
            Shape.Words("A format that is only checked approximately.", [.. Formats.Approximate.Order(StringComparer.Ordinal)])),
    };

    private static JsonObject Authentication() => Shape.Object("How strong the sign-in has to be.", ["require"], new JsonObject
    {
        ["require"] = Shape.Ref("requirement"),
        ["verified_actor"] = Shape.Flag("Whether the acting agent has to be verified independently of the client's claim."),
        ["step_up"] = Shape.List("Rules that raise the requirement; every one that matches counts.", 0, Shape.Object("One rule.", ["name", "when", "require"], new JsonObject
        {
            ["name"] = Shape.Text("Its name in answers."),
            ["when"] = Shape.Ref("condition"),
            ["require"] = Shape.Ref("requirement"),
        })),
    });

    private static JsonObject Requirement()
    {
        JsonObject shape = Shape.Object("A strength of sign-in.", [], new JsonObject
        {
            ["acr"] = Shape.Text("An assurance level of the vocabulary, or a stronger one."),
            ["max_age"] = Shape.Duration("How old the sign-in may be; 0s asks for one in this very interaction."),
        });
        shape["minProperties"] = 1;
        return shape;
    }

    private static JsonObject Case()
    {
        JsonObject outcomes = [];
        foreach (string outcome in ExpectationReader.Outcomes)
        {
            outcomes[outcome] = Shape.List(
                "The reason codes, all of them.", 0, Shape.Words("A reason code.", [.. ReasonCodes.All.Order(StringComparer.Ordinal)]));
        }

        outcomes["rules"] = Shape.Set("The author's rules that apply, all of them.", 0);
        outcomes["lifetime"] = Shape.Duration("How long the Mission lives.");
        outcomes["withheld"] = Shape.Set("What the author's rules withhold, all of it.", 0);
        JsonObject expectation = Shape.Object("An outcome with its reason codes, and what the author's rules do.", [], outcomes);
        expectation["minProperties"] = 1;
        expectation["maxProperties"] = 1 + ExpectationReader.More.Length;
        return Shape.Object("One question and the answer that the author expects.", ["name", "expect"], new JsonObject
        {
            ["name"] = Shape.Text("What is asked, in words."),
            ["mission"] = Shape.Open("The Mission; left out: that of the case before."),
            ["action"] = Shape.Open("The discovered action; left out: the question is whether the Mission may start."),
            ["expect"] = new JsonObject { ["anyOf"] = new JsonArray(Shape.Words("An outcome.", ExpectationReader.Outcomes), expectation) },
        });
    }
}
