using System.Text.Json;

namespace MissionPolicy.Server.Protocol;

/// <summary>Writes a refusal as the JSON answer of a direct endpoint, never cached.</summary>
/// <param name="error">What to say.</param>
/// <remarks>Source: RFC 6749 §5.2.</remarks>
internal sealed class OAuthErrorResult(OAuthError error) : IResult
{
    /// <summary>The refusal that will be written.</summary>
    public OAuthError Error => error;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = error.Status;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        foreach (OAuthErrorHeader header in error.Headers)
        {
            response.Headers.Append(header.Name, header.Value);
        }

        Utf8JsonWriter writer = new(response.BodyWriter);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("error", error.Code);
            if (error.Description is not null)
            {
                writer.WriteString("error_description", error.Description);
            }

            foreach (OAuthErrorMember member in error.Members)
            {
                writer.WritePropertyName(member.Name);
                writer.WriteRawValue(member.Json);
            }

            writer.WriteEndObject();
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
