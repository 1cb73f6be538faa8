using System.Collections.Immutable;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Signals.Streams;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>/ssf/stream</c>: a receiver's own stream.</summary>
/// <remarks>Source: SSF 1.0 §8.1.1.</remarks>
internal static class SsfStreamEndpoint
{
    public const string Path = "/ssf/stream";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, CreateAsync).OfStreams("Make a stream.");
        routes.MapGet(Path, ReadAsync).OfStreams("Read the configuration of a stream.");
        routes.MapPatch(Path, UpdateAsync).OfStreams("Change what is named.");
        routes.MapPut(Path, ReplaceAsync).OfStreams("Replace what belongs to the receiver.");
        routes.MapDelete(Path, DeleteAsync).OfStreams("End a stream.");
    }

    private static async Task<IResult> CreateAsync(HttpContext http, SignalStreams streams, StreamJson json, CancellationToken cancellation)
    {
        (string? caller, MemberReader? body, IResult? refusal) = await SsfAnswer.ReadAsync(http, isManaging: true, cancellation);
        if (caller is null || body is null)
        {
            return refusal!;
        }

        StreamChange change = await streams.CreateAsync(caller, body, cancellation);
        http.Response.StatusCode = change is StreamChange.Done ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        return Answer(change, json);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, SignalStreams streams, StreamJson json, CancellationToken cancellation)
    {
        if (StreamCaller.Of(http, isManaging: false, out IResult? refusal) is not { } caller)
        {
            return refusal!;
        }

        if (http.Request.Query.ContainsKey("stream_id"))
        {
            return await streams.FindAsync(caller, SsfAnswer.StreamId(http.Request), cancellation) is { } stream
                ? new JsonAnswer(writer => json.Write(writer, stream))
                : SsfAnswer.NoStream;
        }

        ImmutableArray<SignalStream> all = await streams.OfAsync(caller, cancellation);
        return new JsonAnswer(writer =>
        {
            writer.WriteStartArray();
            foreach (SignalStream stream in all)
            {
                json.Write(writer, stream);
            }

            writer.WriteEndArray();
        });
    }

    private static Task<IResult> UpdateAsync(HttpContext http, SignalStreams streams, StreamJson json, CancellationToken cancellation) =>
        ChangeAsync(http, streams, json, isWhole: false, cancellation);

    private static Task<IResult> ReplaceAsync(HttpContext http, SignalStreams streams, StreamJson json, CancellationToken cancellation) =>
        ChangeAsync(http, streams, json, isWhole: true, cancellation);

    private static async Task<IResult> ChangeAsync(HttpContext http, SignalStreams streams, StreamJson json, bool isWhole, CancellationToken cancellation)
    {
        (string? caller, MemberReader? body, IResult? refusal) = await SsfAnswer.ReadAsync(http, isManaging: true, cancellation);
        return caller is null || body is null ? refusal! : Answer(await streams.ChangeAsync(caller, body, isWhole, cancellation), json);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, StreamControl control, CancellationToken cancellation)
    {
        if (StreamCaller.Of(http, isManaging: true, out IResult? refusal) is not { } caller)
        {
            return refusal!;
        }

        return SsfAnswer.StreamId(http.Request) is not { } streamId ? SsfAnswer.NoStreamId
            : await control.DeleteAsync(caller, streamId, cancellation) ? Results.NoContent()
            : SsfAnswer.NoStream;
    }

    private static IResult Answer(StreamChange change, StreamJson json) => change.Match<IResult>(
        done => new JsonAnswer(writer => json.Write(writer, done.Stream)),
        _ => Problem.Of(StatusCodes.Status409Conflict, "There is a stream already", "A receiver has one stream; read it, then change or replace it."),
        _ => SsfAnswer.NoStream,
        invalid => Problem.Members(invalid.Errors));
}
