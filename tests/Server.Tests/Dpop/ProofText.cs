using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MissionPolicy.Server.Tests.Protocol;

namespace MissionPolicy.Server.Tests.Dpop;

/// <summary>The text of a proof, good unless a test changes a member.</summary>
internal sealed record ProofText(TestKey Key, DateTimeOffset Now)
{
    public string Type { get; init; } = "\"dpop+jwt\"";

    public string? Header { get; init; }

    public string MoreHeader { get; init; } = string.Empty;

    public string Method { get; init; } = "\"POST\"";

    public string Url { get; init; } = "\"http://localhost:5100/token\"";

    public string Id { get; init; } = $"\"{Guid.NewGuid():N}\"";

    public string? IssuedAt { get; init; }

    public string More { get; init; } = string.Empty;

    public static string Hash(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    public string Sign()
    {
        string issued = IssuedAt ?? Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string header = Header ?? $$"""{"typ":{{Type}},"alg":"{{Key.Algorithm}}","jwk":{{Key.Jwk}}{{MoreHeader}}}""";
        return Key.Sign(header, $$"""{"jti":{{Id}},"htm":{{Method}},"htu":{{Url}},"iat":{{issued}}{{More}}}""");
    }
}
