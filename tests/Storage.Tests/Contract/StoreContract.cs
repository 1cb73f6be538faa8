using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Storage.Tests.Contract;

/// <summary>What every store must do; a class per store derives from it.</summary>
public abstract class StoreContract : StoreContractBase
{
    [Fact]
    public async Task A_written_row_is_read_back_with_version_1()
    {
        WriteResult result = await Store.WriteAsync(static w => w.Insert(Notes, new Note("a", "one") { Owner = "ann" }), None);
        Document<Note>? row = await Store.GetAsync(Notes, "a", None);
        Assert.Equal(new WriteResult.Written(1), result);
        Assert.Equal(("a", "one", "ann", 1L), (row!.Key, row.Value.Text, row.Value.Owner, row.Version));
    }

    [Fact]
    public async Task A_second_insert_of_the_same_key_is_refused_and_changes_nothing()
    {
        await Store.WriteAsync(static w => w.Insert(Notes, new Note("a", "one")), None);
        WriteResult second = await Store.WriteAsync(static w => w.Insert(Notes, new Note("a", "two")), None);
        Assert.Equal(new WriteResult.Conflict(1), second);
        Assert.Equal("one", (await Store.GetAsync(Notes, "a", None))!.Value.Text);
    }

    [Fact]
    public async Task An_added_row_is_like_an_inserted_one()
    {
        await Store.WriteAsync(static w => { w.Add(Notes, new Note("a", "one") { Owner = "ann" }); return w.Get(Notes, "a")!.Version; }, None);
        Assert.Equal(new WriteResult.Conflict(1), await Store.WriteAsync(static w => w.Insert(Notes, new Note("a", "two")), None));
        Assert.Equal("a", Assert.Single((await Store.FindAsync(Notes, TableQuery.Where("owner", "ann"), None)).Items).Key);
        Assert.Equal(new WriteResult.Written(2), await Store.WriteAsync(static w => w.Update(Notes, new Note("a", "three") { Owner = "bob" }, 1), None));
        Assert.Equal(0, await Store.CountAsync(Notes, TableQuery.Where("owner", "ann"), None));
        Assert.True(await Store.WriteAsync(static w => w.Delete(Notes, "a"), None));
        Assert.Null(await Store.GetAsync(Notes, "a", None));
    }

    [Fact]
    public async Task An_update_needs_the_version_that_is_there()
    {
        await Store.WriteAsync(static w => w.Insert(Notes, new Note("a", "one")), None);
        Assert.Equal(new WriteResult.Written(2), await Store.WriteAsync(static w => w.Update(Notes, new Note("a", "two"), 1), None));
        Assert.Equal(new WriteResult.Conflict(2), await Store.WriteAsync(static w => w.Update(Notes, new Note("a", "three"), 1), None));
        Assert.Equal(new WriteResult.Missing(), await Store.WriteAsync(static w => w.Update(Notes, new Note("b", "x"), 1), None));
        Assert.Equal("two", (await Store.GetAsync(Notes, "a", None))!.Value.Text);
    }

    [Fact]
    public async Task A_put_replaces_whatever_is_there_and_counts_up()
    {
        Assert.Equal(1, await Store.WriteAsync(static w => w.Put(Notes, new Note("a", "one")), None));
        Assert.Equal(2, await Store.WriteAsync(static w => w.Put(Notes, new Note("a", "two")), None));
        Assert.Equal(2, (await Store.GetAsync(Notes, "a", None))!.Version);
    }

    [Fact]
    public async Task A_deleted_row_is_gone_from_its_indexes_too()
    {
        await Store.WriteAsync(static w => w.Put(Notes, new Note("a", "one") { Owner = "ann" }), None);
        Assert.True(await Store.WriteAsync(static w => w.Delete(Notes, "a"), None));
        Assert.False(await Store.WriteAsync(static w => w.Delete(Notes, "a"), None));
        Assert.Null(await Store.GetAsync(Notes, "a", None));
        Assert.Equal(0, await Store.CountAsync(Notes, TableQuery.Where("owner", "ann"), None));
    }

    [Fact]
    public async Task Tables_do_not_see_each_other()
    {
        await Store.WriteAsync(static w => w.Put(Notes, new Note("a", "one")), None);
        Assert.Null(await Store.GetAsync(NoteTables.Other, "a", None));
        Assert.Equal(0, await Store.CountAsync(NoteTables.Other, TableQuery.All, None));
    }

    [Fact]
    public async Task Work_that_throws_changes_nothing_and_fails_only_its_own_caller()
    {
        Task<long> good = Store.WriteAsync(static w => w.Put(Notes, new Note("good", "x")), None);
        Task<long> bad = Store.WriteAsync<long>(
            static w =>
            {
                w.Put(Notes, new Note("bad", "x"));
                w.NextSequence("n");
                throw new FormatException("mine");
            },
            None);
        Task<long> next = Store.WriteAsync(static w => w.NextSequence("n"), None);
        Assert.Equal("mine", (await Assert.ThrowsAsync<FormatException>(() => bad)).Message);
        await good;
        Assert.Equal(1, await next);
        Assert.Null(await Store.GetAsync(Notes, "bad", None));
    }

    [Fact]
    public async Task A_write_sees_its_own_changes()
    {
        await Store.WriteAsync(static w => w.Put(Notes, new Note("old", "x") { Owner = "ann" }), None);
        (string? text, string found, bool gone, long count) = await Store.WriteAsync(
            static w =>
            {
                w.Put(Notes, new Note("new", "y") { Owner = "ann" });
                w.Put(Notes, new Note("zed", "z") { Owner = "ann" });
                w.Delete(Notes, "old");
                string keys = string.Join(',', w.Find(Notes, TableQuery.Where("owner", "ann") with { Descending = true }).Items.Select(static d => d.Key));
                return (w.Get(Notes, "new")?.Value.Text, keys, w.Get(Notes, "old") is null, w.Count(Notes, TableQuery.All));
            },
            None);
        Assert.Equal(("y", "zed,new", true, 2L), (text, found, gone, count));
    }

    [Fact]
    public async Task Of_many_callers_that_redeem_the_same_row_exactly_one_wins()
    {
        await Store.WriteAsync(static w => w.Put(Notes, new Note("code", "fresh")), None);
        WriteResult[] results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => Store.WriteAsync(
            w => w.Update(Notes, new Note("code", $"redeemed by {i}"), 1), None))));
        int winner = Assert.Single(Enumerable.Range(0, 200), i => results[i].Succeeded);
        Assert.Equal($"redeemed by {winner}", (await Store.GetAsync(Notes, "code", None))!.Value.Text);
    }

    [Fact]
    public async Task Counters_count_without_gaps_among_many_callers()
    {
        long[] taken = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => Task.Run(() => Store.WriteAsync(static w => w.NextSequence("n"), None))));
        Assert.Equal(Enumerable.Range(1, 300).Select(static i => (long)i), taken.Order());
        Assert.Equal(1, await Store.WriteAsync(static w => w.NextSequence("other"), None));
    }

    [Fact]
    public async Task Evidence_is_read_in_order_from_any_number()
    {
        await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Store.WriteAsync(
            w => w.AppendEvidence("kind", new Note(i.ToString(CultureInfo.InvariantCulture), "x"), NoteJson.Default.Note), None)));
        Assert.Equal(120, Store.Evidence.Last);
        ImmutableArray<EvidenceRecord> page = await Store.Evidence.ReadAsync(50, 20, None);
        Assert.Equal(Enumerable.Range(50, 20).Select(static i => (long)i), page.Select(static e => e.Number));
        Assert.All(page, e => Assert.Equal(("kind", Time.GetUtcNow()), (e.Kind, e.At)));
        Assert.StartsWith("{\"due\":null,\"expires\":null,\"id\":\"", Encoding.UTF8.GetString(page[0].Json.Span), StringComparison.Ordinal);
        Assert.Empty(await Store.Evidence.ReadAsync(121, 20, None));
    }

    [Fact]
    public async Task Evidence_of_a_write_that_throws_is_not_kept()
    {
        await Assert.ThrowsAsync<FormatException>(() => Store.WriteAsync<int>(
            static w =>
            {
                w.AppendEvidence("kind", new Note("a", "x"), NoteJson.Default.Note);
                throw new FormatException();
            },
            None));
        Assert.Equal(0, Store.Evidence.Last);
    }

    [Fact]
    public async Task A_cancelled_write_that_still_waits_is_not_made()
    {
        using CancellationTokenSource cancelled = new();
        using ManualResetEventSlim open = new();
        Task<bool> first = Store.WriteAsync(_ => open.Wait(TimeSpan.FromSeconds(30), CancellationToken.None), None);
        Task<long> second = Store.WriteAsync(static w => w.Put(Notes, new Note("a", "x")), cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        open.Set();
        Assert.True(await first);
        await Store.WriteAsync(static w => w.NextSequence("after"), None);
        Assert.Null(await Store.GetAsync(Notes, "a", None));
    }

    [Fact]
    public async Task An_unregistered_table_is_a_mistake_that_shows_at_once()
    {
        Table<Note> unknown = new("unknown") { Json = NoteJson.Default.Note, Key = static n => n.Id };
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.GetAsync(unknown, "a", None).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.WriteAsync(w => w.Put(unknown, new Note("a", "x")), None));
    }

    [Fact]
    public async Task Asynchronous_work_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(static _ => Task.FromResult(1), None));

    [Fact]
    public async Task A_key_that_no_row_can_have_finds_nothing_and_cannot_be_written()
    {
        foreach (string key in new[] { string.Empty, "a\0b", "a\uffff", "\ud800" })
        {
            Assert.Null(await Store.GetAsync(Notes, key, None));
            await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(w => w.Put(Notes, new Note(key, "x")), None));
        }
    }

    [Fact]
    public async Task The_longest_key_with_the_longest_index_value_fits()
    {
        string key = new('k', StoreKey.MaxKeyBytes);
        string owner = new('ö', StoreKey.MaxValueBytes / 2);
        await Store.WriteAsync(w => w.Put(Notes, new Note(key, "x") { Owner = owner, Expires = Time.GetUtcNow().AddDays(1) }), None);
        Assert.Equal(key, Assert.Single((await Store.FindAsync(Notes, TableQuery.Where("owner", owner), None)).Items).Key);
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(w => w.Put(Notes, new Note(key + "k", "x")), None));
        Assert.Null(await Store.GetAsync(Notes, key + "k", None));
    }
}
