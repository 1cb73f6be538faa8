using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.StatusLists;

/// <summary>Signs lists: anew when a mark of the list changed or its copy has aged, otherwise the same again.</summary>
/// <remarks>To build a list costs what is marked in it, not what it holds. Source: draft-ietf-oauth-status-list §5.1, §8.2.</remarks>
internal sealed class StatusListSigner(IStore store, TokenSigner signer, IOptions<ServerOptions> server, IOptions<StatusListOptions> options, TimeProvider time)
{
    /// <summary>The <c>typ</c>.</summary>
    public const string Type = "statuslist+jwt";

    /// <summary>The path up to the number of a list.</summary>
    public const string Base = "/status-lists/";

    private const int MaxKept = 64;

    private readonly ConcurrentDictionary<long, SignedStatusList> kept = new();

    /// <summary>A list.</summary>
    /// <param name="list">Its number.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The list; null when there is none, or no token of it can be alive.</returns>
    public async ValueTask<SignedStatusList?> FindAsync(long list, CancellationToken cancellation)
    {
        if (await store.GetAsync(StatusTables.Lists, StatusTables.Key(list), cancellation) is not { } row)
        {
            kept.TryRemove(list, out _);
            return null;
        }

        DateTimeOffset now = time.GetUtcNow();
        TimeSpan ttl = TimeSpan.FromSeconds(options.Value.TtlSeconds);
        if (kept.TryGetValue(list, out SignedStatusList? known) && known.Version == row.Value.Version && now - known.SignedAt < ttl)
        {
            return known;
        }

        string bits = StatusBits.Write(StatusPlace.Capacity, await MarksAsync(list, cancellation));
        SignedStatusList fresh = new(Sign(list, bits, now, ttl), row.Value.Version, now);
        if (kept.Count >= MaxKept)
        {
            kept.Clear();
        }

        kept[list] = fresh;
        return fresh;
    }

    private string Sign(long list, string bits, DateTimeOffset now, TimeSpan ttl) => signer.Sign(Type, writer =>
    {
        writer.WriteString("iss", server.Value.Issuer);
        writer.WriteString("sub", Url(server.Value, list));
        WireJson.Seconds(writer, "iat", now);
        WireJson.Seconds(writer, "exp", now + TimeSpan.FromSeconds(Math.Max(options.Value.LifetimeSeconds, options.Value.TtlSeconds)));
        writer.WriteNumber("ttl", (long)ttl.TotalSeconds);
        writer.WriteStartObject("status_list");
        writer.WriteNumber("bits", StatusBits.Width);
        writer.WriteString("lst", bits);
        writer.WriteEndObject();
    });

    /// <summary>Where a list is.</summary>
    /// <param name="server">Who this server is.</param>
    /// <param name="list">Its number.</param>
    public static string Url(ServerOptions server, long list) => server.Url(Base + list.ToString(CultureInfo.InvariantCulture));

    private async Task<List<(int Index, TokenStatus Status)>> MarksAsync(long list, CancellationToken cancellation)
    {
        List<(int Index, TokenStatus Status)> marks = [];
        TableQuery query = TableQuery.Where(StatusTables.ByList, StatusTables.Key(list)) with { Limit = TableQuery.MaxLimit };
        while (true)
        {
            Page<StatusMark> page = await store.FindAsync(StatusTables.Marks, query, cancellation);
            marks.AddRange(page.Items.Select(row => (row.Value.Place.Index, row.Value.Status)));
            if (page.Next is not { } next)
            {
                return marks;
            }

            query = query with { After = next };
        }
    }
}
