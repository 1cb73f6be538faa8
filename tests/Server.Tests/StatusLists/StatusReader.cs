using System.Buffers.Text;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.StatusLists;

/// <summary>Reads status lists as a resource server does: written after the draft, with nothing of the product.</summary>
internal static class StatusReader
{
    /// <summary>The status of a token, from the list that it names.</summary>
    public static async Task<int> StatusAsync(TestHost host, string token)
    {
        JsonElement named = AgentKey.Payload(token).GetProperty("status").GetProperty("status_list");
        string uri = named.GetProperty("uri").GetString()!;
        JsonElement claims = AgentKey.Payload(await FetchAsync(host, new Uri(uri).AbsolutePath));
        Assert.Equal(uri, claims.GetProperty("sub").GetString());
        return Status(claims.GetProperty("status_list"), named.GetProperty("idx").GetInt32());
    }

    public static async Task<string> FetchAsync(TestHost host, string path)
    {
        using HttpResponseMessage response = await host.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/statuslist+jwt", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public static int Status(JsonElement list, int index) => All(list)[index];

    /// <summary>Every status of a list.</summary>
    public static int[] All(JsonElement list)
    {
        int bits = list.GetProperty("bits").GetInt32();
        using MemoryStream bytes = new();
        using (ZLibStream zlib = new(new MemoryStream(Base64Url.DecodeFromChars(list.GetProperty("lst").GetString())), CompressionMode.Decompress))
        {
            zlib.CopyTo(bytes);
        }

        int mask = (1 << bits) - 1;
        return [.. bytes.ToArray().SelectMany(packed => Enumerable.Range(0, 8 / bits).Select(place => (packed >> (place * bits)) & mask))];
    }
}
