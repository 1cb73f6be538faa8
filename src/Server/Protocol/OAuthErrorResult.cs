using System.Globalization;
using System.Text.Json;

namespace MissionPolicy.Server.Protocol;

/// <summary>Writes a refusal as the JSON answer of a direct endpoint, never cached.</summary>
/// <param name="error">What to say.</param>
/// <remarks>Source: RFC 6749 §5.2.</remarks>
internal sealed class OAuthErrorResult(OAuthError error) : IResult
{
    /// <summary>The member, and the parameter of a redirect, that says after how many seconds to come back.</summary>
    public const string RetryAfter = "retry_after";

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

        if (error.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
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

            if (error.RetryAfterSeconds is { } wait)
            {
                writer.WriteNumber(RetryAfter, wait);
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
