using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MissionPolicy.Client.Keys;

/// <summary>Writes a key as base64 PKCS#8, for state that the agent keeps.</summary>
public sealed class AgentKeyConverter : JsonConverter<AgentKey>
{
    /// <inheritdoc/>
    public override AgentKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        byte[] pkcs8 = reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out byte[]? bytes)
            ? bytes
            : throw new JsonException("A key is base64.");
        try
        {
            return AgentKey.FromPkcs8(pkcs8);
        }
        catch (CryptographicException damaged)
        {
            throw new JsonException("The key is damaged.", damaged);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AgentKey value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        byte[] pkcs8 = value.ToPkcs8();
        writer.WriteBase64StringValue(pkcs8);
        CryptographicOperations.ZeroMemory(pkcs8);
    }
}
