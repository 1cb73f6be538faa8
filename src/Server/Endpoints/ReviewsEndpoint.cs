using System.Collections.Immutable;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Review;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /reviews</c> and <c>GET /reviews/{id}</c>: what waits for the person whose token it is.</summary>
internal static class ReviewsEndpoint
{
    public const string Path = "/reviews";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ListAsync).RequireAuthorization(Scopes.Reviews).WithSummary("Proposals that wait for you.").WithTags("Reviews");
        routes.MapGet(Path + "/{id}", OneAsync).RequireAuthorization(Scopes.Reviews).WithSummary("One proposal.").WithTags("Reviews");
    }

    /// <summary>What is said of a proposal that is not there, or not for this person.</summary>
    public static Problem Unknown => Problem.Of(StatusCodes.Status404NotFound, "No such proposal", "There is no such proposal for this person.");

    /// <summary>What is said of a token that is not a person's own.</summary>
    public static Problem NotAPerson => Problem.Of(StatusCodes.Status403Forbidden, "Not a person", "Proposals are decided by people: the token has to come from a sign-in and may not be of a Mission.");

    private static async Task<IResult> ListAsync(HttpContext http, ReviewCaller callers, ReviewDesk desk, ReviewSheets sheets, CancellationToken cancellation)
    {
        if (await callers.OfAsync(http, cancellation) is not { } reviewer)
        {
            return NotAPerson;
        }

        ImmutableArray<ReviewSheet>.Builder waiting = ImmutableArray.CreateBuilder<ReviewSheet>();
        foreach (ReviewCase review in await desk.WaitingAsync(reviewer, cancellation))
        {
            if (await sheets.OfAsync(review, cancellation) is { } sheet)
            {
                waiting.Add(sheet);
            }
        }

        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("reviews");
            foreach (ReviewSheet sheet in waiting)
            {
                ReviewSheetJson.WriteLine(writer, sheet);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static async Task<IResult> OneAsync(HttpContext http, string id, ReviewCaller callers, ReviewDesk desk, ReviewSheets sheets, CancellationToken cancellation)
    {
        if (await callers.OfAsync(http, cancellation) is not { } reviewer)
        {
            return NotAPerson;
        }

        return await (await desk.LookAsync(id, reviewer, cancellation)).Match<Task<IResult>>(
            async known => await sheets.OfAsync(known.Case, cancellation) is { } sheet ? new JsonAnswer(writer => ReviewSheetJson.Write(writer, sheet)) : Unknown,
            _ => Task.FromResult<IResult>(Unknown));
    }
}
