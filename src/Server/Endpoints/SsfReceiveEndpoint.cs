using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Signals.Receiving;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /signals/receive</c>: a transmitter pushes an event.</summary>
/// <remarks>Source: RFC 8935 §2; signals digest §6, §9.</remarks>
internal static class SsfReceiveEndpoint
{
    public const string Path = "/signals/receive";

    private const string Bearer = "Bearer ";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle)
        .WithSummary("Receive an event.")
        .WithTags("Signals")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(HttpContext http, SignalIntake intake, IOptions<SignalOptions> options, CancellationToken cancellation)
    {
        if (Transmitter(http.Request, options.Value) is not { } transmitter)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Refused(http, StatusCodes.Status401Unauthorized, new SetRefusal(SetErrors.AuthenticationFailed, "The bearer token is not of a known transmitter."));
        }

        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out MediaTypeHeaderValue? type) || !string.Equals(type.MediaType, SetWriter.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return Refused(http, StatusCodes.Status400BadRequest, new SetRefusal(SetErrors.InvalidRequest, $"The body has to be {SetWriter.MediaType}."));
        }

        byte[] buffer = new byte[SetReader.MaxLength + 1];
        int length = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if (length == buffer.Length)
        {
            return Problem.TooLarge(SetReader.MaxLength);
        }

        // Where the transmitter's keys cannot be read, the answer is a 500, and the event comes again.
        SetRefusal? refusal = await intake.TakeAsync(Encoding.UTF8.GetString(buffer, 0, length), transmitter, cancellation);
        return refusal is null ? Results.Accepted() : Refused(http, StatusCodes.Status400BadRequest, refusal);
    }

    private static SignalTransmitterOptions? Transmitter(HttpRequest request, SignalOptions options)
    {
        string header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        HandleHash presented = HandleHash.Of(header[Bearer.Length..].Trim());
        return options.Transmitters.FirstOrDefault(row => row.PushToken.Length > 0 && presented.Matches(HandleHash.Of(row.PushToken).Value));
    }

    private static JsonAnswer Refused(HttpContext http, int status, SetRefusal refusal)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.ContentLanguage = "en";
        return new JsonAnswer(writer => Write(writer, refusal));
    }

    private static void Write(Utf8JsonWriter writer, SetRefusal refusal)
    {
        writer.WriteStartObject();
        writer.WriteString("err", refusal.Code);
        writer.WriteString("description", refusal.Description);
        writer.WriteEndObject();
    }
}
