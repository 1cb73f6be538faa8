using System.Text.Json.Nodes;
using MissionPolicy.Engine.Catalog;

namespace MissionPolicy.Engine.Loading.Schema;

/// <summary>Who has to say yes.</summary>
internal static class ApprovalShape
{
    public static JsonObject Approval() => Shape.Object("Who has to say yes.", ["mode"], new JsonObject
    {
        ["mode"] = Shape.Words("The rule alone, the person, or reviewers.", "auto", "user", "review"),
        ["precreated"] = Shape.Flag("Whether only a Mission that exists already can be approved."),
        ["approvers"] = Shape.Set("Groups that may approve for somebody else, as group:name.", 0),
        ["remember_decline"] = Shape.Duration("How long the same question is not asked again after a no, also with other values."),
        ["prompts"] = Shape.Object(PromptsText, ["most", "per"], new JsonObject
        {
            ["most"] = Largest(Shape.Number("How many questions.", 1)),
            ["per"] = Shape.Duration("In how long a time, from 1m to 30d."),
        }),
        ["review"] = Review(),
    });

    private const string PromptsText = "How often one client may put questions of this kind to one person, all values together.";

    private static readonly string[] ReviewNeeds = ["reviewers", "approvals", "not_the_requester", "expires_after"];

    private const string ReviewText = "The review, with mode `review` or a rule that asks for one.";

    private static JsonObject Largest(JsonObject number)
    {
        number["maximum"] = PromptBudget.Largest;
        return number;
    }

    private static JsonObject Review() => Shape.Object(ReviewText, ReviewNeeds, new JsonObject
    {
        ["reviewers"] = Shape.Set("Groups of reviewers, as group:name.", 1),
        ["approvals"] = Shape.Number("How many different reviewers have to agree.", 1),
        ["not_the_requester"] = Shape.Flag("Whether the requester is no reviewer."),
        ["expires_after"] = Shape.Duration("The deadline."),
        ["reviewer_strength"] = Shape.Ref("requirement"),
        ["interim_id_token"] = Shape.Flag("Whether the client gets an ID Token while the review is open."),
        ["provisional"] = Shape.Object("What may be done while the review is open.", ["resources", "operations", "lifetime"], new JsonObject
        {
            ["resources"] = Shape.Set("Resource classes.", 1),
            ["operations"] = Shape.Set("Operations.", 1),
            ["lifetime"] = Shape.Duration("How long."),
        }),
    });
}
