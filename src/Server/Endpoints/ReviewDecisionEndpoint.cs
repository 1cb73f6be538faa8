using System.Globalization;
using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Review;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /reviews/{id}/decision</c>: a reviewer says yes, no, or less.</summary>
/// <remarks>Source: RFC 9470 §3 for a sign-in that is too weak or too old.</remarks>
internal static class ReviewDecisionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(ReviewsEndpoint.Path + "/{id}/decision", Handle)
        .RequireAuthorization(Scopes.Reviews)
        .WithSummary("Decide on a proposal.")
        .WithTags("Reviews")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(HttpContext http, string id, ReviewCaller callers, ReviewDesk desk, CancellationToken cancellation)
    {
        (JsonElement body, Problem? problem) = await JsonBody.ReadAsync(http.Request, StatusCodes.Status415UnsupportedMediaType, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        MemberReader reader = MemberReader.Of(body);
        reader.Only("decision", "comment");
        ReviewAnswer answer = ReviewWords.Read(reader.Text("decision"));
        if (answer == ReviewAnswer.None && reader.Errors.Count == 0)
        {
            reader.Error("decision", $"has to be one of {string.Join(", ", ReviewWords.All)}");
        }

        string? comment = reader.OptionalText("comment");
        if (comment?.Length > ReviewWords.LongestComment)
        {
            reader.Error("comment", $"has to be at most {ReviewWords.LongestComment} characters");
        }

        if (reader.Errors.Count > 0)
        {
            return Problem.Members(reader.Errors);
        }

        return await callers.OfAsync(http, cancellation) is not { } reviewer
            ? ReviewsEndpoint.NotAPerson
            : (await desk.AnswerAsync(id, reviewer, answer, ReviewWords.Comment(comment), cancellation)).Match<IResult>(known => Result(http, known), _ => ReviewsEndpoint.Unknown);
    }

    private static IResult Result(HttpContext http, ReviewOutcome.Known known) => known.Decision.Match<IResult>(
        refused => Refused(refused),
        stepUp => StepUp(http, stepUp.Requirement),
        open => Standing("pending", open.Missing),
        _ => Standing("approved", 0),
        _ => Standing("denied", 0));

    private static JsonAnswer Standing(string state, int missing) => new(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("state", state);
        writer.WriteNumber("approvals_missing", missing);
        writer.WriteEndObject();
    });

    private static Problem Refused(ReviewDecision.Refused refused)
    {
        string codes = string.Join(' ', refused.Reasons.Select(reason => reason.Code));
        return refused.Reasons.Any(reason => reason.Code == ReasonCodes.RequesterMayNotDecide)
            ? Problem.Of(StatusCodes.Status403Forbidden, "Not allowed", codes)
            : Problem.Of(StatusCodes.Status409Conflict, "Not any more", codes);
    }

    private static Problem StepUp(HttpContext http, StrengthRequirement require)
    {
        string level = require.Acr is null ? string.Empty : $", acr_values=\"{require.Acr}\"";
        string age = require.MaxAge is not { } max ? string.Empty : $", max_age=\"{((long)max.TotalSeconds).ToString(CultureInfo.InvariantCulture)}\"";
        http.Response.Headers.WWWAuthenticate = $"DPoP error=\"{OAuthErrors.InsufficientUserAuthentication.Code}\"{level}{age}";
        return Problem.Of(StatusCodes.Status401Unauthorized, "A stronger sign-in is needed", "This decision needs a stronger or fresher sign-in.");
    }
}
