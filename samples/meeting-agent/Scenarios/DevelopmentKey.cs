using System.Text.Json;
using MissionPolicy.Client.Keys;

namespace MissionPolicy.Samples.MeetingAgent.Scenarios;

/// <summary>The key of <c>private_key_jwt</c>. It is in the repository, so it proves nothing outside Development: only development settings
/// name its public half.</summary>
internal static class DevelopmentKey
{
    private const string File = "development-client-key.json";

    public static ClientCredential Credential()
    {
        JsonElement key = JsonElement.Parse(System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, File)));
        return new ClientCredential.PrivateKeyJwt(AgentKey.FromPkcs8(key.GetProperty("pkcs8").GetBytesFromBase64()), key.GetProperty("kid").GetString()!);
    }
}
