using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Commands;

/// <summary>A new entry is clean from its first line on.</summary>
public sealed class NewTests : IDisposable
{
    private const string Kind = "https://assistant.example.com/purposes/book-room";

    private readonly TemporaryCatalog catalog = new();

    public void Dispose() => catalog.Dispose();

    [Theory]
    [InlineData("calendar.event")]
    [InlineData("mail.message")]
    [InlineData("payment.transfer")]
    [InlineData("directory.user")]
    [InlineData("host.session")]
    [InlineData("crm.activity")]
    public async Task A_new_entry_passes_check_and_test(string resource)
    {
        ToolRun run = await catalog.RunAsync("new", Kind, "--owner", "group:facilities", "--resource", resource);
        Assert.Equal((ExitCodes.Clean, "catalog/purposes/book-room.yaml\n", ""), (run.Code, run.Output, run.Errors));
        ToolRun check = await catalog.RunAsync("check", "--fail-on", "note");
        Assert.True(check.Code == ExitCodes.Clean, check.Output);
        Assert.Equal(ExitCodes.Clean, (await catalog.RunAsync("test")).Code);
    }

    [Fact]
    public async Task Words_that_need_quotes_get_them()
    {
        Assert.Equal(ExitCodes.Clean, (await catalog.RunAsync("new", Kind, "--owner", "group:facilities", "--title", "No: \"yes\" # 1", "--tenant", "1e3")).Code);
        Assert.Equal(ExitCodes.Clean, (await catalog.RunAsync("check", "--fail-on", "note")).Code);
    }

    [Theory]
    [InlineData("--owner", Kind)]
    [InlineData("is no kind", "book-room", "--owner", "group:a")]
    [InlineData("is no kind", "https://assistant.example.com/purposes/", "--owner", "group:a")]
    [InlineData("stands in purposes/schedule-meeting.yaml already", "https://assistant.example.com/purposes/schedule-meeting", "--owner", "group:a")]
    [InlineData("is there already", "https://elsewhere.example.com/schedule-meeting", "--owner", "group:a")]
    [InlineData("Did you mean calendar.event?", Kind, "--owner", "group:a", "--resource", "calendar.events")]
    public async Task What_cannot_be_begun_is_told_and_nothing_is_written(string said, params string[] args)
    {
        int before = Directory.GetFiles(catalog.Folder, "*", SearchOption.AllDirectories).Length;
        ToolRun run = await catalog.RunAsync(["new", .. args]);
        Assert.Equal(ExitCodes.CouldNotRun, run.Code);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(catalog.Folder, "*", SearchOption.AllDirectories).Length);
    }
}
