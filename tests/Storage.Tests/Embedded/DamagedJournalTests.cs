using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.Journal;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Storage.Tests.Embedded;

/// <summary>What a crash can do to the journal is repaired; what only a broken disk or a lost file can do is refused.</summary>
public sealed class DamagedJournalTests : IDisposable
{
    private const int Writes = 8;

    private readonly EmbeddedStoreFixture _fixture = new();

    [Fact]
    public async Task A_torn_end_is_cut_and_the_store_goes_on()
    {
        string image = await _fixture.CrashImageAsync("image", Writes);
        (long begin, long end) = LastFrame(image);
        foreach (long length in new[] { begin + 1, begin + FrameHeader.Size - 1, begin + FrameHeader.Size, begin + FrameHeader.Size + 1, end - 1 })
        {
            string torn = TemporaryDirectory.Copy(image, Path.Combine(_fixture.Directory.Path, $"torn-{length}"));
            Change(torn, file => file.SetLength(length));
            await HoldsAsync(torn, Writes - 1);
            await HoldsAsync(torn, Writes - 1);
        }
    }

    [Fact]
    public async Task Any_flipped_byte_of_the_last_frame_makes_it_a_torn_end()
    {
        string image = await _fixture.CrashImageAsync("image", Writes);
        (long begin, long end) = LastFrame(image);
        foreach (long at in new[] { begin, begin + 4, begin + 8, begin + 16, begin + 32, begin + FrameHeader.Size, end - 1 })
        {
            string flipped = TemporaryDirectory.Copy(image, Path.Combine(_fixture.Directory.Path, $"flipped-{at}"));
            Change(flipped, file => Flip(file, at));
            await HoldsAsync(flipped, Writes - 1);
        }
    }

    [Fact]
    public async Task Zeros_that_a_power_cut_left_behind_the_end_are_cut()
    {
        string image = await _fixture.CrashImageAsync("image", Writes);
        Change(image, static file => file.SetLength(file.Length + 5000));
        await HoldsAsync(image, Writes);
    }

    [Fact]
    public async Task Damage_before_the_last_frame_is_refused_and_nothing_is_changed()
    {
        string image = await _fixture.CrashImageAsync("image", Writes);
        (long begin, _) = LastFrame(image);
        foreach (long at in new[] { 0, 5, 9, 40, begin / 2, begin - 1 })
        {
            string flipped = TemporaryDirectory.Copy(image, Path.Combine(_fixture.Directory.Path, $"flipped-{at}"));
            Change(flipped, file => Flip(file, at));
            byte[] before = File.ReadAllBytes(Journal(flipped));
            StoreOpenException refused = Assert.Throws<StoreOpenException>(() => EmbeddedStoreFixture.OpenLarge(flipped));
            Assert.Contains("damaged at byte", refused.Message, StringComparison.Ordinal);
            Assert.Contains(Journal(flipped), refused.Message, StringComparison.Ordinal);
            Assert.Equal(before, File.ReadAllBytes(Journal(flipped)));
        }
    }

    [Fact]
    public async Task A_missing_segment_is_refused()
    {
        string image = await _fixture.CrashImageAsync("image", Writes);
        File.Delete(Journal(image));
        Assert.Throws<StoreOpenException>(() => EmbeddedStoreFixture.OpenLarge(image));
    }

    [Fact]
    public async Task A_gap_between_segments_is_refused_by_the_numbers_it_lacks()
    {
        string image = await _fixture.CrashImageAsync("image", Writes);
        File.WriteAllBytes(Segment.Named(new StorePaths(image).Journal, JournalRecovery.Extension, 50).Path, []);
        StoreOpenException refused = Assert.Throws<StoreOpenException>(() => EmbeddedStoreFixture.OpenLarge(image));
        Assert.Contains("to 49", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_looks_like_frames_in_a_torn_end_does_not_stop_the_start()
    {
        string image = await _fixture.CrashImageAsync("image", Writes);
        Change(image, static file =>
        {
            file.Position = file.Length;
            for (int i = 0; i < 200_000; i++)
            {
                file.Write(FrameHeader.Magic);
            }
        });
        await HoldsAsync(image, Writes).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    public void Dispose() => _fixture.Dispose();

    private static string Journal(string image) => Assert.Single(Segment.List(new StorePaths(image).Journal, JournalRecovery.Extension)).Path;

    private static (long Begin, long End) LastFrame(string image)
    {
        using FrameReader reader = new(Journal(image));
        Frame[] frames = [.. reader.Frames(0, reader.Length)];
        Assert.Equal(reader.Length, frames[^1].End);
        return (frames[^2].End, frames[^1].End);
    }

    private static void Change(string image, Action<FileStream> change)
    {
        using FileStream file = new(Journal(image), FileMode.Open, FileAccess.ReadWrite);
        change(file);
    }

    private static void Flip(FileStream file, long at)
    {
        file.Position = at;
        int old = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(old ^ 0x40));
    }

    private static async Task HoldsAsync(string image, int writes)
    {
        await using EmbeddedStore store = EmbeddedStoreFixture.OpenLarge(image);
        CancellationToken none = TestContext.Current.CancellationToken;
        Assert.Equal(
            (writes, writes, writes),
            (await store.CountAsync(NoteTables.Notes, TableQuery.Where("owner", "ann"), none), await store.CountAsync(NoteTables.Other, TableQuery.All, none), store.Evidence.Last));
        Assert.Equal(writes, (await store.Evidence.ReadAsync(1, 100, none)).Length);
    }
}
