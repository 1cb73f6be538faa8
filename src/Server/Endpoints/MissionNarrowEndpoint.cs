using System.Text.Json;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /missions/{mission_ref}/narrow</c>: takes grants or time away from a live Mission.</summary>
/// <remarks>Source: handoff digest §10.</remarks>
internal static class MissionNarrowEndpoint
{
    private const string Drop = "drop";
    private const string ExpiresAt = "expires_at";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/missions/{missionRef}/narrow", Handle)
        .RequireAuthorization(Scopes.ManageMissions)
        .Asks([], [Drop, ExpiresAt])
        .WithSummary("Take grants or time away from a live Mission.")
        .WithTags("Missions")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(
        HttpContext http, string missionRef, MissionFinder missions, MissionNarrowing narrowing, MissionJson json, CancellationToken cancellation)
    {
        (JsonElement body, Problem? problem) = await JsonBody.ReadAsync(http.Request, StatusCodes.Status415UnsupportedMediaType, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        MemberReader members = MemberReader.Of(body);
        Narrowing wanted = Read(members);
        if (members.Errors.Count > 0)
        {
            return Problem.Members(members.Errors);
        }

        Document<Mission>? mission = await missions.ByRefAsync(missionRef, cancellation);
        Parties who = mission is null ? Parties.None : Overseer.Of(mission.Value, http);
        if (MissionAuthority.ReasonFor(MissionOperation.Narrow, who) is not { } reason)
        {
            return who == Parties.None ? MissionOperationEndpoint.Unknown : MissionOperationEndpoint.NotAllowed;
        }

        NarrowingOutcome outcome = await narrowing.NarrowAsync(mission!.Key, wanted, OwnCaller.Of(http)!.ClientId, reason, cancellation);
        return outcome.Match<IResult>(
            done => new JsonAnswer(writer => json.Write(writer, done.Mission)),
            refused => Problem.Of(StatusCodes.Status400BadRequest, "Not narrower", refused.Detail),
            conflict => Problem.Of(StatusCodes.Status409Conflict, "Not from this state", conflict.Detail));
    }

    private static Narrowing Read(MemberReader members)
    {
        members.Only(Drop, ExpiresAt);
        DateTimeOffset? end = null;
        if (members.OptionalText(ExpiresAt) is { } text)
        {
            if (FactText.TryInstant(text, out DateTimeOffset at))
            {
                end = at;
            }
            else
            {
                members.Error(ExpiresAt, "has to be a time in UTC, for example 2026-12-01T17:00:00Z");
            }
        }

        JsonElement[] rules = members.OptionalArray(Drop) is { } list ? [.. list.EnumerateArray()] : [];
        if (rules.Any(rule => rule.ValueKind != JsonValueKind.String))
        {
            members.Error(Drop, "has to be an array of texts");
            return new Narrowing([], end);
        }

        return new Narrowing(rules.Select(rule => rule.GetString()!).ToValueArray(), end);
    }
}
