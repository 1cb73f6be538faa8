using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Signals.Streams;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /ssf/subjects:add</c> and <c>:remove</c>: the Missions that a stream carries. What the receiver may not know is passed over in silence.</summary>
/// <remarks>Source: SSF 1.0 §8.1.3, §9.1; RFC 9493 §3.2.</remarks>
internal static class SsfSubjectsEndpoint
{
    public const string AddPath = "/ssf/subjects:add";
    public const string RemovePath = "/ssf/subjects:remove";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(AddPath, AddAsync).OfStreams("Add a Mission to a stream.");
        routes.MapPost(RemovePath, RemoveAsync).OfStreams("Remove a Mission from a stream.");
    }

    private static Task<IResult> AddAsync(HttpContext http, SignalStreams streams, SubjectDesk desk, CancellationToken cancellation) =>
        ChooseAsync(http, streams, desk, isWanted: true, cancellation);

    private static Task<IResult> RemoveAsync(HttpContext http, SignalStreams streams, SubjectDesk desk, CancellationToken cancellation) =>
        ChooseAsync(http, streams, desk, isWanted: false, cancellation);

    private static async Task<IResult> ChooseAsync(HttpContext http, SignalStreams streams, SubjectDesk desk, bool isWanted, CancellationToken cancellation)
    {
        (string? caller, MemberReader? body, IResult? refusal) = await SsfAnswer.ReadAsync(http, isManaging: true, cancellation);
        if (caller is null || body is null)
        {
            return refusal!;
        }

        string streamId = body.Text("stream_id");
        MemberReader subject = body.Object("subject");
        string format = subject.Text("format");
        string? missionRef = format == "opaque" ? subject.Text("id") : null;
        _ = body.Flag("verified", fallback: true);
        if (body.Errors.Count > 0)
        {
            return Problem.Members(body.Errors);
        }

        if (await streams.FindAsync(caller, streamId, cancellation) is not { } stream)
        {
            return SsfAnswer.NoStream;
        }

        // Subjects of another format, and Missions of others, get the same answer: who asks learns nothing about them.
        if (missionRef is not null)
        {
            await desk.ChooseAsync(stream, missionRef, isWanted, cancellation);
        }

        return isWanted ? Results.Ok() : Results.NoContent();
    }
}
