using Microsoft.Extensions.Logging.Abstractions;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Evidence.Bench;

/// <summary>A store with its tree, filled with records of the usual size, ten a Mission.</summary>
internal sealed class BenchLog : IAsyncDisposable
{
    private const int Callers = 256;
    private const int OfOneMission = 10;

    private readonly EmbeddedStore store;

    public BenchLog(string path)
    {
        store = EmbeddedStore.Open(
            new StorageOptions { Path = path }, [EvidenceTables.Personal, EvidenceTables.Missions], TimeProvider.System, NullLogger.Instance);
        Tree = new EvidenceTree(store.Evidence, TreeFiles.Open(path), NullLogger<EvidenceTree>.Instance);
    }

    public EvidenceTree Tree { get; }

    public EvidenceProofs Proofs => new(Tree);

    public EvidenceReader Reader => new(store.Evidence, Tree);

    public EvidenceTimeline Timeline => new(store);

    public long Size => store.Evidence.Last;

    public static string MissionOf(long number) => $"m_{number / OfOneMission}";

    /// <summary>Appends one record a write, from many callers, as under load.</summary>
    public Task AppendAsync(int records)
    {
        long next = Size;
        long last = Size + records;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is long number && number <= last)
            {
                EvidenceDraft draft = Draft(number);
                await store.WriteAsync(
                    write =>
                    {
                        draft.Append(write);
                        return true;
                    },
                    CancellationToken.None);
            }
        })));
    }

    public async ValueTask DisposeAsync()
    {
        Tree.Dispose();
        await store.DisposeAsync();
    }

    private static EvidenceDraft Draft(long number) => new(
        EvidenceKinds.DerivationIssued,
        new EvidenceEntry
        {
            EventId = $"ev_{number:D22}",
            MissionId = MissionOf(number),
            MissionRef = $"mr_{number / OfOneMission:D22}",
            MissionVersion = 3,
            Client = "meeting-agent",
            PurposeKind = "https://assistant.example.com/purposes/schedule-meeting",
            CatalogDigest = "sha-256:6mIFoCz79uCHNzKLfBpBwqFjoFXdpmpuc65486IqimQ",
            EnvelopeDigest = "sha-256:9a8gkdNbb-hjs5ZXs4ezfvbDbiLQ7sy59j7o1SFasPs",
            PersonalDigest = "sha-256:vUCCfjGulit9u0qJ0Z6pQSNerZtXMqRlfJNCr4PzLro",
            TokenId = $"at_{number:D22}",
            Audience = "https://calendar-api.example.com",
        },
        null);
}
