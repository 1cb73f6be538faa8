using System.Text;
using Microsoft.Extensions.Primitives;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tests.Protocol;

/// <summary>Whatever arrives, a reader answers and never throws.</summary>
public sealed class RandomInputTests
{
    private static readonly string[] Seeds =
    [
        "client_id=a&redirect_uri=b&response_type=code&scope=openid&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&resource=urn%3Aa&resource=https%3A%2F%2Fa",
        """{"contexts":{"app":{"id":"a"},"tenant":{"id":"b"},"purpose":{"kind":"urn:a:b","params":{},"actor":{"type":"agent"},"constraints":{"expires_at":"2026-12-05T18:00:00Z","max_duration":1}}}}""",
        """[{"type":"mission","mission_ref":"mr_1","locations":["https://a"],"datatypes":["x"],"actions":["y"],"constraints":{}}]""",
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiIxIn0.AAAA",
        "Basic YTpi",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_bytes_and_broken_good_input_are_answered(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 2000; i++)
        {
            string text = i % 2 == 0 ? Bytes(random) : Broken(random);
            Read(text);
        }
    }

    private static void Read(string text)
    {
        FormParameters form = FormParameters.Parse(text, FormParameters.Repeatable).Match(read => read, _ => Empty);
        Assert.NotNull(AuthorizationRequestParser.Parse(form));
        Assert.NotNull(ClientContextParser.Parse(text));
        Assert.All(Enum.GetValues<DetailUse>(), use => Assert.NotNull(MissionDetailsParser.Parse(text, use)));
        Assert.NotNull(DpopProofParser.Parse(text));
        Assert.NotNull(ClientAssertion.Parse(text));
        Assert.NotNull(PresentedCredentialReader.Read(new StringValues(text), form));
        if (RequestUrl.TryNormalise(text, out string? url))
        {
            Assert.True(RequestUrl.TryNormalise(url, out string? again) && again == url, text);
        }
    }

    private static FormParameters Empty => FormParameters.From([], FormParameters.Repeatable).Match(form => form, error => throw new InvalidOperationException(error.Description));

    private static string Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? Encoding.Latin1.GetString(bytes) : Encoding.UTF8.GetString(bytes);
    }

    private static string Broken(Random random)
    {
        StringBuilder text = new(Seeds[random.Next(Seeds.Length)]);
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            int at = random.Next(text.Length);
            _ = random.Next(3) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, (char)random.Next(0x10000)),
                _ => text.Insert(at, text.ToString(0, at)),
            };
            if (text.Length is 0 or > 3000)
            {
                break;
            }
        }

        return text.ToString();
    }
}
