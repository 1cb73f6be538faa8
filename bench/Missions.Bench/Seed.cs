using System.Diagnostics;
using System.Globalization;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Missions.Bench;

/// <summary>Missions as they rest, with their records, many at a time.</summary>
internal sealed class Seed(IStore store, int records)
{
    /// <summary>Every so many Missions are of the person whose Missions are stopped.</summary>
    public const string Person = "user_7";

    private const int Batch = 200;
    private const int People = 1000;

    private static readonly string Sealed = new('x', 1600);
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int filled;

    /// <summary>Adds Missions until there are so many.</summary>
    public async Task<TimeSpan> FillAsync(int size)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (filled < size)
        {
            int from = filled;
            int until = Math.Min(size, from + Batch);
            filled = await store.WriteAsync(write => Write(write, from, until), CancellationToken.None);
        }

        return watch.Elapsed;
    }

    /// <summary>One Mission; the number says whose and in which state.</summary>
    public static Mission Make(int number, string subject, MissionState state) => new()
    {
        MissionId = Name("m_", number),
        MissionRef = Name("mr_", number),
        State = state,
        Version = 1,
        Kind = $"https://assistant.example.com/purposes/{(number % 20).ToString(CultureInfo.InvariantCulture)}",
        EntryDigest = "sha-256:entry",
        CatalogDigest = "sha-256:catalog",
        Client = $"client-{(number % 50).ToString(CultureInfo.InvariantCulture)}",
        Subject = subject,
        Tenant = "example.com",
        KeyThumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
        Envelope = Sealed,
        EnvelopeDigest = "sha-256:envelope",
        Applied = Sealed,
        AppliedDigest = "sha-256:applied",
        SignIn = new SignInRecord("phr", ["pop", "user"], Begin, "sid"),
        CreatedAt = Begin.AddSeconds(number),
        AttestedAt = Begin.AddSeconds(number),
        EndsAt = DateTimeOffset.MaxValue.AddYears(-1),
        WaitsUntil = DateTimeOffset.MaxValue.AddYears(-1),
        Approvers = [subject],
    };

    private int Write(IStoreTransaction write, int from, int until)
    {
        for (int i = from; i < until; i++)
        {
            string subject = $"user_{(i % People).ToString(CultureInfo.InvariantCulture)}";
            Mission mission = Make(i, subject, i % 10 == 7 ? MissionState.Active : MissionState.Completed);
            write.Put(MissionTables.Missions, mission);
            for (int record = 0; record < records; record++)
            {
                new EvidenceDraft(
                    EvidenceKinds.DerivationIssued,
                    new EvidenceEntry { EventId = Name("ev_", (i * records) + record), MissionId = mission.MissionId, MissionRef = mission.MissionRef, Client = mission.Client, Audience = "https://calendar-api.example.com" },
                    null).Append(write);
            }
        }

        return until;
    }

    // Spread like random handles are, and the same in every run.
    private static string Name(string prefix, int number) => prefix + HandleHash.Of(prefix + number.ToString(CultureInfo.InvariantCulture)).Value[..32];
}
