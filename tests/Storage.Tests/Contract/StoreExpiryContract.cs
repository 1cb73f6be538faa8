using MissionPolicy.Server.Storage;

namespace MissionPolicy.Storage.Tests.Contract;

/// <summary>Rows past their expiry do not exist.</summary>
public abstract class StoreExpiryContract : StoreContractBase
{
    [Fact]
    public async Task An_expired_row_is_invisible_to_every_read_from_that_very_moment()
    {
        await PutAsync(new Note("a", "x") { Owner = "ann", Expires = Time.GetUtcNow().AddSeconds(10) }, new Note("b", "x") { Owner = "ann" });
        Time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.NotNull(await Store.GetAsync(Notes, "a", None));
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await Store.GetAsync(Notes, "a", None));
        Assert.Equal("b", Assert.Single((await Store.FindAsync(Notes, TableQuery.Where("owner", "ann"), None)).Items).Key);
        Assert.Equal("b", Assert.Single((await Store.FindAsync(Notes, TableQuery.All, None)).Items).Key);
        Assert.Equal((1, 1), (await Store.CountAsync(Notes, TableQuery.All, None), await Store.CountAsync(Notes, TableQuery.Where("owner", "ann"), None)));
        Assert.True(await Store.WriteAsync(static w => w.Get(Notes, "a") is null && !w.Delete(Notes, "a"), None));
    }

    [Fact]
    public async Task The_key_of_an_expired_row_is_free()
    {
        await PutAsync(new Note("a", "old") { Expires = Time.GetUtcNow().AddSeconds(10) });
        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(new WriteResult.Missing(), await Store.WriteAsync(static w => w.Update(Notes, new Note("a", "new"), 1), None));
        Assert.Equal(new WriteResult.Written(1), await Store.WriteAsync(static w => w.Insert(Notes, new Note("a", "new")), None));
        Assert.Equal("new", (await Store.GetAsync(Notes, "a", None))!.Value.Text);
    }

    [Fact]
    public async Task A_row_whose_expiry_was_moved_lives_to_the_new_one()
    {
        DateTimeOffset now = Time.GetUtcNow();
        await PutAsync(new Note("a", "x") { Owner = "ann", Expires = now.AddSeconds(10) }, new Note("b", "x") { Owner = "ann", Expires = now.AddSeconds(10) });
        await PutAsync(new Note("a", "x") { Owner = "ann", Expires = now.AddSeconds(90) }, new Note("b", "x") { Owner = "ann" });
        Time.Advance(TimeSpan.FromSeconds(60));
        await SweepAsync();
        Assert.Equal(2, await Store.CountAsync(Notes, TableQuery.Where("owner", "ann"), None));
        Time.Advance(TimeSpan.FromSeconds(60));
        await SweepAsync();
        Assert.Equal(1, await Store.CountAsync(Notes, TableQuery.Where("owner", "ann"), None));
    }

    [Fact]
    public async Task Sweeping_removes_all_that_expired_and_nothing_else()
    {
        DateTimeOffset now = Time.GetUtcNow();
        await PutAsync([.. Enumerable.Range(0, 100).Select(i => new Note($"{i}", "x") { Tags = ["t"], Expires = now.AddSeconds(i) })]);
        Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(60, await SweepAsync());
        Assert.Equal(40, await Store.CountAsync(Notes, TableQuery.Where("tag", "t"), None));
        Assert.Equal(0, await SweepAsync());
    }

    /// <summary>Makes the store remove expired rows now.</summary>
    private protected abstract Task<int> SweepAsync();
}
