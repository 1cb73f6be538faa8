using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace MissionPolicy.Samples.ResourceGuard.Answers;

/// <summary>What this resource server says about itself.</summary>
/// <remarks>Source: RFC 9728 §2; RFC 9396 §10.</remarks>
internal static class ResourceMetadata
{
    public const string Path = "/.well-known/oauth-protected-resource";

    public static IResult Answer(IOptions<GuardOptions> options)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("resource", options.Value.Audience);
            Texts(writer, "authorization_servers", [options.Value.Issuer]);
            Texts(writer, "bearer_methods_supported", ["header"]);
            Texts(writer, "authorization_details_types_supported", ["mission"]);
            Texts(writer, "mission_datatypes", options.Value.Datatypes);
            writer.WriteBoolean("dpop_bound_access_tokens_required", true);
            Texts(writer, "dpop_signing_alg_values_supported", Refusal.Algorithms);
            writer.WriteEndObject();
        }

        return TypedResults.Bytes(buffer.ToArray(), "application/json");
    }

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
