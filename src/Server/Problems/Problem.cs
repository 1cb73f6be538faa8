using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Server.Problems;

/// <summary>A refusal to the caller as problem details.</summary>
/// <remarks>Source: RFC 9457; <c>errors</c> is the extension member of its appendix A example.</remarks>
internal sealed class Problem : IResult
{
    private Problem(int status, string title, string detail, ImmutableArray<MemberError> errors)
    {
        Status = status;
        Title = title;
        Detail = detail;
        Errors = errors;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The kind of problem in a few words; the same for every occurrence.</summary>
    public string Title { get; }

    /// <summary>What happened this time.</summary>
    public string Detail { get; }

    /// <summary>The members that cannot be used.</summary>
    public ImmutableArray<MemberError> Errors { get; }

    public static Problem Members(IEnumerable<MemberError> errors) =>
        new(StatusCodes.Status400BadRequest, "Members cannot be used", "The request has members that are missing or of a wrong form.", [.. errors]);

    public static Problem Body(string detail) =>
        new(StatusCodes.Status400BadRequest, "The body cannot be read", detail, []);

    public static Problem MediaType(int status) =>
        new(status, "The body cannot be read", "The body has to be application/json in UTF-8.", []);

    public static Problem TooLarge(int maxBytes) =>
        new(StatusCodes.Status413PayloadTooLarge, "The body is too large", $"At most {maxBytes} bytes are read.", []);

    public static Problem Of(int status, string title, string detail) => new(status, title, detail, []);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        return JsonBody.WriteAsync(httpContext.Response, "application/problem+json", Write);
    }

    /// <summary>Writes the problem as a JSON object.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "about:blank");
        writer.WriteString("title", Title);
        writer.WriteNumber("status", Status);
        writer.WriteString("detail", Detail);
        if (!Errors.IsEmpty)
        {
            writer.WriteStartArray("errors");
            foreach (MemberError error in Errors)
            {
                writer.WriteStartObject();
                writer.WriteString("pointer", error.Pointer);
                writer.WriteString("detail", error.Detail);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
