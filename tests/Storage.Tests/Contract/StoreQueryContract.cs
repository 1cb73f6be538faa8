using System.Globalization;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Storage.Tests.Contract;

/// <summary>What every store must find, and what it must not.</summary>
public abstract class StoreQueryContract : StoreContractBase
{
    [Fact]
    public async Task An_index_finds_exactly_the_rows_with_that_value()
    {
        await PutAsync(new Note("1", "x") { Owner = "ann" }, new Note("2", "x") { Owner = "anna" }, new Note("3", "x"), new Note("4", "x") { Owner = "ann" });
        Assert.Equal("1,4", await KeysAsync(TableQuery.Where("owner", "ann")));
        Assert.Equal("2", await KeysAsync(TableQuery.Where("owner", "anna")));
        Assert.Equal(string.Empty, await KeysAsync(TableQuery.Where("owner", "an")));
        Assert.Equal(string.Empty, await KeysAsync(TableQuery.Where("owner", string.Empty)));
        Assert.Equal(2, await Store.CountAsync(Notes, TableQuery.Where("owner", "ann"), None));
    }

    [Fact]
    public async Task An_index_of_several_values_finds_a_row_by_each()
    {
        await PutAsync(new Note("1", "x") { Tags = ["a", "b", "a"] }, new Note("2", "x") { Tags = ["b"] });
        Assert.Equal("1", await KeysAsync(TableQuery.Where("tag", "a")));
        Assert.Equal("1,2", await KeysAsync(TableQuery.Where("tag", "b")));
    }

    [Fact]
    public async Task A_changed_row_is_found_by_its_new_value_only()
    {
        await PutAsync(new Note("1", "x") { Owner = "ann", Tags = ["a"] });
        await PutAsync(new Note("1", "x") { Owner = "bob" });
        Assert.Equal(string.Empty, await KeysAsync(TableQuery.Where("owner", "ann")));
        Assert.Equal(string.Empty, await KeysAsync(TableQuery.Where("tag", "a")));
        Assert.Equal("1", await KeysAsync(TableQuery.Where("owner", "bob")));
    }

    [Fact]
    public async Task A_time_range_includes_its_beginning_and_excludes_its_end()
    {
        DateTimeOffset noon = Time.GetUtcNow();
        await PutAsync([.. Enumerable.Range(0, 5).Select(i => new Note($"{i}", "x") { Due = noon.AddSeconds(i).ToOffset(TimeSpan.FromHours(i)) })]);
        Assert.Equal("1,2", await KeysAsync(TableQuery.Between("due", noon.AddSeconds(1), noon.AddSeconds(3))));
        Assert.Equal("0", await KeysAsync(TableQuery.Between("due", null, noon.AddSeconds(1))));
        Assert.Equal("4,3", await KeysAsync(TableQuery.Between("due", noon.AddSeconds(3), null) with { Descending = true }));
    }

    [Fact]
    public async Task Pages_together_are_the_whole_in_order_in_both_directions()
    {
        string[] keys = [.. Enumerable.Range(0, 700).Select(static i => i.ToString("D4", CultureInfo.InvariantCulture))];
        await PutAsync([.. keys.Select(static k => new Note(k, "x") { Owner = k[3] == '7' ? "seven" : "rest" })]);
        foreach ((int limit, bool descending) in new[] { (1, false), (7, true), (255, false), (256, true), (257, false), (1000, true) })
        {
            string[] expected = [.. keys.Where(static k => k[3] == '7')];
            string[] all = [.. descending ? keys.Reverse() : keys];
            Assert.Equal(descending ? expected.Reverse() : expected, await PagesAsync(TableQuery.Where("owner", "seven"), limit, descending));
            Assert.Equal(all, limit < 7 ? all : await PagesAsync(TableQuery.All, limit, descending));
        }
    }

    [Fact]
    public async Task A_page_that_ends_with_the_last_row_promises_no_next()
    {
        await PutAsync(new Note("1", "x"), new Note("2", "x"));
        Assert.Null((await Store.FindAsync(Notes, TableQuery.All with { Limit = 2 }, None)).Next);
        Assert.NotNull((await Store.FindAsync(Notes, TableQuery.All with { Limit = 1 }, None)).Next);
    }

    [Fact]
    public async Task Paging_goes_on_where_it_was_when_the_row_of_the_cursor_is_gone()
    {
        await PutAsync(new Note("1", "x"), new Note("2", "x"), new Note("3", "x"));
        Page<Note> first = await Store.FindAsync(Notes, TableQuery.All with { Limit = 2 }, None);
        await Store.WriteAsync(static w => w.Delete(Notes, "2"), None);
        await PutAsync(new Note("25", "x"), new Note("0", "x"));
        Assert.Equal("25,3", await KeysAsync(TableQuery.All with { After = first.Next }));
    }

    [Fact]
    public async Task A_cursor_of_another_query_stays_inside_the_range()
    {
        await PutAsync(new Note("1", "x") { Owner = "ann" }, new Note("2", "x") { Owner = "bob" }, new Note("3", "x") { Owner = "cat" });
        Page<Note> other = await Store.FindAsync(Notes, TableQuery.Where("owner", "ann") with { Limit = 1 }, None);
        Assert.Null(other.Next);
        Assert.True(PageCursor.TryParse(new PageCursor("owner\0ann\01").ToString(), out PageCursor foreign));
        Assert.Equal("2", await KeysAsync(TableQuery.Where("owner", "bob") with { After = foreign }));
        Assert.Equal(string.Empty, await KeysAsync(TableQuery.Where("owner", "bob") with { After = foreign, Descending = true }));
    }

    [Fact]
    public void A_cursor_survives_its_text_and_other_text_is_none()
    {
        Assert.True(PageCursor.TryParse(new PageCursor("owner\0ann\0ö1").ToString(), out PageCursor read));
        Assert.Equal("owner\0ann\0ö1", read.Position);
        Assert.All([null, string.Empty, "!", "_w", new string('a', 5000)], text => Assert.False(PageCursor.TryParse(text, out _)));
    }

    [Fact]
    public async Task An_index_that_was_not_declared_is_a_mistake_that_shows_at_once() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.FindAsync(Notes, TableQuery.Where("unknown", "x"), None).AsTask());

    [Fact]
    public async Task Random_changes_leave_the_same_rows_as_a_plain_dictionary()
    {
        Random random = new(20260301);
        Dictionary<string, Note> model = [];
        for (int round = 0; round < 40; round++)
        {
            Note[] changes = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => RandomNote(random))];
            await Store.WriteAsync(
                w =>
                {
                    foreach (Note note in changes)
                    {
                        bool removed = note.Text == "delete" ? w.Delete(Notes, note.Id) : w.Put(Notes, note) == 0;
                    }

                    return 0;
                },
                None);
            foreach (Note note in changes)
            {
                bool changed = note.Text == "delete" ? model.Remove(note.Id) : (model[note.Id] = note) is null;
            }

            string tag = $"t{random.Next(4)}";
            string[] expected = [.. model.Values.Where(n => n.Tags.Contains(tag)).Select(static n => n.Id).Order(StringComparer.Ordinal)];
            Assert.Equal(expected, await PagesAsync(TableQuery.Where("tag", tag), random.Next(1, 9), descending: false));
            Assert.Equal(expected.Reverse(), await PagesAsync(TableQuery.Where("tag", tag), random.Next(1, 9), descending: true));
            Assert.Equal(expected.Length, await Store.CountAsync(Notes, TableQuery.Where("tag", tag), None));
            Assert.Equal(model.Count, await Store.CountAsync(Notes, TableQuery.All, None));
        }
    }

    private static Note RandomNote(Random random) => new($"{random.Next(60)}", random.Next(4) == 0 ? "delete" : "keep")
    {
        Tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"t{random.Next(4)}")],
    };

    private async Task<string> KeysAsync(TableQuery query) =>
        string.Join(',', (await Store.FindAsync(Notes, query, None)).Items.Select(static d => d.Key));

    private async Task<List<string>> PagesAsync(TableQuery query, int limit, bool descending)
    {
        List<string> keys = [];
        PageCursor? after = null;
        do
        {
            Page<Note> page = await Store.FindAsync(Notes, query with { Limit = limit, Descending = descending, After = after }, None);
            Assert.True(page.Items.Length <= limit);
            keys.AddRange(page.Items.Select(static d => d.Key));
            after = page.Next;
        }
        while (after is not null);
        return keys;
    }
}
