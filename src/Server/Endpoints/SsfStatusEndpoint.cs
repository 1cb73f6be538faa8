using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Signals.Streams;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>/ssf/status</c>: whether a stream sends.</summary>
/// <remarks>Source: SSF 1.0 §8.1.2.</remarks>
internal static class SsfStatusEndpoint
{
    public const string Path = "/ssf/status";

    private const int MaxReason = 256;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ReadAsync).OfStreams("The status of a stream.");
        routes.MapPost(Path, SetAsync).OfStreams("Enable, pause or disable a stream.");
    }

    private static async Task<IResult> ReadAsync(HttpContext http, SignalStreams streams, CancellationToken cancellation)
    {
        if (StreamCaller.Of(http, isManaging: false, out IResult? refusal) is not { } caller)
        {
            return refusal!;
        }

        return SsfAnswer.StreamId(http.Request) is not { } streamId ? SsfAnswer.NoStreamId
            : await streams.FindAsync(caller, streamId, cancellation) is { } stream ? new JsonAnswer(writer => StreamJson.WriteStatus(writer, stream))
            : SsfAnswer.NoStream;
    }

    private static async Task<IResult> SetAsync(HttpContext http, StreamControl control, CancellationToken cancellation)
    {
        (string? caller, MemberReader? body, IResult? refusal) = await SsfAnswer.ReadAsync(http, isManaging: true, cancellation);
        if (caller is null || body is null)
        {
            return refusal!;
        }

        string streamId = body.Text("stream_id");
        StreamStatus? status = body.Text("status") switch
        {
            "enabled" => StreamStatus.Enabled,
            "paused" => StreamStatus.Paused,
            "disabled" => StreamStatus.Disabled,
            _ => null,
        };
        string? reason = body.OptionalText("reason");
        if (status is null && !body.Errors.Any(error => error.Pointer == "/status"))
        {
            body.Error("status", "has to be enabled, paused or disabled");
        }

        if (body.Errors.Count > 0)
        {
            return Problem.Members(body.Errors);
        }

        return await control.SetStatusAsync(caller, streamId, status!.Value, reason?[..Math.Min(reason.Length, MaxReason)], cancellation) is { } stream
            ? new JsonAnswer(writer => StreamJson.WriteStatus(writer, stream))
            : SsfAnswer.NoStream;
    }
}
