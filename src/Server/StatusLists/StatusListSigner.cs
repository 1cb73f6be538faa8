using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.StatusLists;

/// <summary>Signs lists: anew when anything was stopped, paused or resumed or the copy has aged, otherwise the same again.</summary>
/// <remarks>Lists are public and building one costs reads, so one is built at a time and whoever waited takes what was built. Source: draft-ietf-oauth-status-list §5.1, §8.2.</remarks>
internal sealed class StatusListSigner(IStore store, StatusListBuilder builder, TokenSigner signer, IOptions<ServerOptions> server, IOptions<StatusListOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>The <c>typ</c>.</summary>
    public const string Type = "statuslist+jwt";

    /// <summary>The path up to the number of a list.</summary>
    public const string Base = "/status-lists/";

    private const int MaxKept = 64;

    private readonly ConcurrentDictionary<long, SignedStatusList> kept = new();
    private readonly SemaphoreSlim gate = new(1);

    private TimeSpan Ttl => TimeSpan.FromSeconds(options.Value.TtlSeconds);

    /// <summary>A list.</summary>
    /// <param name="list">Its number.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The list; null when there is none, or no token of it can be alive.</returns>
    public async ValueTask<SignedStatusList?> FindAsync(long list, CancellationToken cancellation)
    {
        if (await store.GetAsync(StatusTables.Lists, StatusTables.Key(list), cancellation) is null)
        {
            kept.TryRemove(list, out _);
            return null;
        }

        if (Kept(list, await builder.VersionAsync(cancellation)) is { } known)
        {
            return known;
        }

        await gate.WaitAsync(cancellation);
        try
        {
            return await RenewAsync(list, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private SignedStatusList? Kept(long list, long version) =>
        kept.TryGetValue(list, out SignedStatusList? known) && known.Version == version && time.GetUtcNow() - known.SignedAt < Ttl ? known : null;

    private async Task<SignedStatusList> RenewAsync(long list, CancellationToken cancellation)
    {
        // The version comes first: what happens while the list is being built makes it old at once.
        long version = await builder.VersionAsync(cancellation);
        if (Kept(list, version) is { } meanwhile)
        {
            return meanwhile;
        }

        DateTimeOffset now = time.GetUtcNow();
        string bits = StatusBits.Write(StatusPlace.Capacity, await builder.StoppedAsync(list, cancellation));
        SignedStatusList fresh = new(Sign(list, bits, now, Ttl), version, now);
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
}
