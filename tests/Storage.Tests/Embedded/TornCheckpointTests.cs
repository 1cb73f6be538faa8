using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Storage.Tests.Embedded;

/// <summary>A power cut while LiteDB copies its log into the data file: any of the pages may be old or new.</summary>
public sealed class TornCheckpointTests : IDisposable
{
    private const int Writes = 40;
    private const int PageBytes = 8192;

    private readonly EmbeddedStoreFixture _fixture = new();

    [Fact]
    public async Task A_data_file_of_old_and_new_pages_is_completed_from_the_log()
    {
        string image = await _fixture.CrashImageAsync("image", Writes);
        (string before, string after) = Checkpoint(image);
        byte[] old = File.ReadAllBytes(new StorePaths(before).State);
        byte[] copied = File.ReadAllBytes(new StorePaths(after).State);
        Assert.NotEqual(old, copied);
        Random random = new(20260301);
        for (int i = 0; i < 4; i++)
        {
            byte[] torn = [.. copied];
            for (int page = 0; page < old.Length; page += PageBytes)
            {
                if (random.Next(2) == 0)
                {
                    old.AsSpan(page, PageBytes).CopyTo(torn.AsSpan(page));
                }
            }

            string cut = TemporaryDirectory.Copy(before, Path.Combine(_fixture.Directory.Path, $"cut-{i}"));
            File.WriteAllBytes(new StorePaths(cut).State, torn.AsSpan(0, i == 0 ? torn.Length : PageBytes * random.Next(1, (torn.Length / PageBytes) + 1)).ToArray());
            await HoldsAsync(cut);
        }
    }

    [Fact]
    public async Task A_checkpoint_that_was_copied_but_not_recorded_is_recorded()
    {
        (_, string after) = Checkpoint(await _fixture.CrashImageAsync("image", Writes));
        Assert.True(StoreManifest.Read(new StorePaths(after).Manifest)!.Checkpointing);
        await HoldsAsync(after);
    }

    public void Dispose() => _fixture.Dispose();

    // The directory at the two ends of the copy: the manifest says that one is under way.
    private static (string Before, string After) Checkpoint(string image)
    {
        StorePaths paths = new(image);
        long applied = StoreManifest.Read(paths.Manifest)!.Applied;
        (string before, string after) = (image + "-before", image + "-after");
        using LiteDbState state = new(paths.State, maxPendingCells: 1);
        state.Open();
        state.Checkpoint(
            () =>
            {
                StoreManifest.Of(applied, checkpointing: true).Write(paths.Manifest);
                TemporaryDirectory.Copy(image, before);
            },
            _ => TemporaryDirectory.Copy(image, after));
        return (before, after);
    }

    private static async Task HoldsAsync(string image)
    {
        await using EmbeddedStore store = EmbeddedStoreFixture.OpenLarge(image);
        CancellationToken none = TestContext.Current.CancellationToken;
        Assert.Equal(Writes, await store.CountAsync(NoteTables.Notes, TableQuery.Where("owner", "ann"), none));
        Assert.Equal(Writes, (await store.FindAsync(NoteTables.Other, TableQuery.All, none)).Items.Length);
        Assert.Equal(Writes, (await store.Evidence.ReadAsync(1, 100, none)).Length);
    }
}
