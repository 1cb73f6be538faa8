using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using MissionPolicy.Samples.ResourceGuard.Grants;

namespace MissionPolicy.Samples.ResourceGuard.Answers;

/// <summary>What the caller would have to hold for a request that was refused, for its challenge.</summary>
/// <remarks>A hint: the authorization server computes anew what is missing and what may be asked for. The reference stays the same for
/// the same need,
/// as long as this process runs; it is keyed, so that it says nothing about another Mission. Source:
/// draft-zehavi-oauth-rar-metadata-06.</remarks>
internal sealed class Remediation
{
    // A challenge is a header, and headers are short: past this it has only the reference.
    private const int MaxBytes = 4096;

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The value of <c>authorization_remediation</c>: JSON in base64url without padding.</summary>
    /// <param name="caller">Who called.</param>
    /// <param name="action">What was refused.</param>
    public string Of(MissionCaller caller, ResourceAction action)
    {
        byte[] detail = Json(writer => Detail(writer, caller, action));
        string reference = Base64Url.EncodeToString(HMACSHA256.HashData(key, detail));
        byte[] whole = Whole(detail, reference);
        return Base64Url.EncodeToString(whole.Length > MaxBytes ? Whole(null, reference) : whole);
    }

    private static byte[] Whole(byte[]? detail, string reference) => Json(writer =>
    {
        writer.WriteStartObject();
        if (detail is not null)
        {
            writer.WriteStartArray("authorization_details");
            writer.WriteRawValue(detail);
            writer.WriteEndArray();
        }

        writer.WriteString("authorization_reference", reference);
        writer.WriteEndObject();
    });

    private static void Detail(Utf8JsonWriter writer, MissionCaller caller, ResourceAction action)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "mission");
        writer.WriteString("mission_ref", caller.MissionRef);
        Texts(writer, "locations", [caller.Audience]);
        Texts(writer, "datatypes", [action.Datatype]);
        Texts(writer, "actions", [action.Operation]);
        if (action.Object is not null)
        {
            writer.WriteString("identifier", action.Object);
        }

        if (!action.Attributes.IsEmpty)
        {
            writer.WriteStartObject("constraints");
            foreach ((string name, AttributeValue value) in action.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(name);
                Value(writer, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter writer, AttributeValue value) => value.Match(
        text => Written(() => writer.WriteStringValue(text)),
        texts => Written(() => List(writer, texts)),
        instant => Written(() => writer.WriteStringValue(instant)),
        number => Written(() => writer.WriteNumberValue(number)),
        flag => Written(() => writer.WriteBooleanValue(flag)),
        duration => Written(() => writer.WriteStringValue(System.Xml.XmlConvert.ToString(duration))));

    private static bool Written(Action write)
    {
        write();
        return true;
    }

    private static void Texts(Utf8JsonWriter writer, string name, ImmutableArray<string> values)
    {
        writer.WritePropertyName(name);
        List(writer, values);
    }

    private static void List(Utf8JsonWriter writer, ImmutableArray<string> values)
    {
        writer.WriteStartArray();
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
