using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Storage.Tests.Embedded;

/// <summary>Files of a store that are gone, exchanged or closed.</summary>
public sealed class DamagedDirectoryTests : IDisposable
{
    private const int Writes = 8;

    private readonly EmbeddedStoreFixture _fixture = new();

    [Fact]
    public async Task A_lost_data_file_is_rebuilt_while_the_journal_holds_every_write()
    {
        string image = await _fixture.CrashImageAsync("image", Writes);
        File.Delete(new StorePaths(image).State);
        await HoldsAsync(image);
    }

    [Fact]
    public async Task A_data_file_that_a_power_cut_left_half_made_is_rebuilt()
    {
        string image = await _fixture.CrashImageAsync("image", Writes);
        File.WriteAllBytes(new StorePaths(image).State, new byte[5000]);
        await HoldsAsync(image);
    }

    [Fact]
    public async Task A_lost_data_file_is_refused_when_the_journal_has_let_old_writes_go()
    {
        StorePaths closed = await ClosedAsync();
        File.Delete(closed.State);
        Refused(closed, closed.State);
        Assert.False(File.Exists(closed.State));
    }

    [Fact]
    public async Task A_lost_manifest_is_refused_and_the_data_file_is_left_alone()
    {
        StorePaths closed = await ClosedAsync();
        string aside = closed.Manifest + ".aside";
        File.Move(closed.Manifest, aside);
        Refused(closed, closed.Manifest);
        File.Move(aside, closed.Manifest);
        await HoldsAsync(closed.Root);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"format\":2,\"applied\":8,\"checkpointing\":false}")]
    [InlineData("{\"format\":1,\"applied\":7,\"checkpointing\":false}")]
    public async Task A_manifest_that_does_not_belong_to_the_data_file_is_refused(string manifest)
    {
        StorePaths closed = await ClosedAsync();
        File.WriteAllText(closed.Manifest, manifest);
        Refused(closed, closed.Manifest);
    }

    [Fact]
    public async Task A_damaged_data_file_is_refused()
    {
        StorePaths closed = await ClosedAsync();
        using (FileStream file = new(closed.State, FileMode.Open, FileAccess.Write))
        {
            file.Write(new byte[8192]);
        }

        Refused(closed, closed.State);
    }

    [Fact]
    public async Task Lost_or_cut_evidence_is_refused()
    {
        StorePaths closed = await ClosedAsync();
        string archive = Assert.Single(Directory.GetFiles(closed.Evidence));
        using (FileStream file = new(archive, FileMode.Open, FileAccess.Write))
        {
            file.SetLength(file.Length - 1);
        }

        Refused(closed, closed.Evidence);
        File.Delete(archive);
        Refused(closed, closed.Evidence);
    }

    [Fact]
    public async Task A_directory_in_use_is_refused_and_the_first_store_goes_on()
    {
        string path = Path.Combine(_fixture.Directory.Path, "used");
        await using EmbeddedStore first = EmbeddedStoreFixture.OpenLarge(path);
        StoreOpenException refused = Assert.Throws<StoreOpenException>(() => EmbeddedStoreFixture.OpenLarge(path));
        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await first.WriteAsync(static w => w.NextSequence("n"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_refused_in_words()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is a directory that nobody may write, not even root.");
        Assert.Contains("/proc", Assert.Throws<StoreOpenException>(() => EmbeddedStoreFixture.OpenLarge("/proc")).Message, StringComparison.Ordinal);
        string file = Path.Combine(_fixture.Directory.Path, "file");
        File.WriteAllText(file, "x");
        Assert.Contains(file, Assert.Throws<StoreOpenException>(() => EmbeddedStoreFixture.OpenLarge(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_the_owner_made_read_only_stays_so()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        string path = Directory.CreateDirectory(Path.Combine(_fixture.Directory.Path, "readonly")).FullName;
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead);
        Exception? refused = Record.Exception(() => EmbeddedStoreFixture.OpenLarge(path).DisposeAsync().AsTask().Wait(TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        Assert.True(Environment.UserName == "root" ? refused is null : refused is StoreOpenException, $"{refused}");
    }

    public void Dispose() => _fixture.Dispose();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private async Task<StorePaths> ClosedAsync()
    {
        string image = await _fixture.CrashImageAsync("image", Writes);
        await HoldsAsync(image);
        return new StorePaths(image);
    }

    private static void Refused(StorePaths paths, string named) =>
        Assert.Contains(named, Assert.Throws<StoreOpenException>(() => EmbeddedStoreFixture.OpenLarge(paths.Root)).Message, StringComparison.Ordinal);

    private static async Task HoldsAsync(string image)
    {
        await using EmbeddedStore store = EmbeddedStoreFixture.OpenLarge(image);
        Assert.Equal(Writes, await store.CountAsync(NoteTables.Notes, TableQuery.Where("owner", "ann"), None));
        Assert.Equal(Writes, (await store.Evidence.ReadAsync(1, 100, None)).Length);
    }
}
