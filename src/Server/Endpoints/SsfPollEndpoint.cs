using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Signals.Streams;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /ssf/poll/{stream}</c>: fetch events and acknowledge those of before.</summary>
/// <remarks>Source: RFC 8936 §2; SSF 1.0 §6.1.2.</remarks>
internal static class SsfPollEndpoint
{
    /// <summary>The path up to the stream.</summary>
    public const string Base = "/ssf/poll/";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Base + "{streamId}", Handle).OfStreams("Poll a stream.");

    private static async Task<IResult> Handle(HttpContext http, string streamId, SignalStreams streams, StreamPoll poll, CancellationToken cancellation)
    {
        (string? caller, MemberReader? body, IResult? refusal) = await SsfAnswer.ReadAsync(http, isManaging: false, cancellation);
        if (caller is null || body is null)
        {
            return refusal!;
        }

        PollRequest request = PollRequest.Read(body);
        if (body.Errors.Count > 0)
        {
            return Problem.Members(body.Errors);
        }

        if (await streams.FindAsync(caller, streamId, cancellation) is not { Method: DeliveryMethods.Poll } stream)
        {
            return SsfAnswer.NoStream;
        }

        PollAnswer answer = await poll.AskAsync(stream, request, cancellation);
        return new JsonAnswer(answer.Write);
    }
}
