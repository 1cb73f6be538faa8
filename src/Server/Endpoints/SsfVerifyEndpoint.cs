using System.Globalization;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Signals.Streams;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /ssf/verify</c>: let an event come, to see that events come.</summary>
/// <remarks>Source: SSF 1.0 §8.1.4.2.</remarks>
internal static class SsfVerifyEndpoint
{
    public const string Path = "/ssf/verify";

    private const int MaxState = 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle).OfStreams("Ask for a verification event.");

    private static async Task<IResult> Handle(HttpContext http, SignalStreams streams, StreamVerification verification, CancellationToken cancellation)
    {
        (string? caller, MemberReader? body, IResult? refusal) = await SsfAnswer.ReadAsync(http, isManaging: true, cancellation);
        if (caller is null || body is null)
        {
            return refusal!;
        }

        string streamId = body.Text("stream_id");
        string? state = body.OptionalText("state");
        if (state?.Length > MaxState)
        {
            body.Error("state", $"has to have at most {MaxState} characters");
        }

        if (body.Errors.Count > 0)
        {
            return Problem.Members(body.Errors);
        }

        if (await streams.FindAsync(caller, streamId, cancellation) is not { } stream)
        {
            return SsfAnswer.NoStream;
        }

        if (await verification.AskAsync(stream, state, cancellation) is not { } wait)
        {
            return Results.NoContent();
        }

        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problem.Of(StatusCodes.Status429TooManyRequests, "Too many verifications", "Ask again after min_verification_interval.");
    }
}
