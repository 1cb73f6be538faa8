using MissionPolicy.Server.Storage;
using MissionPolicy.Storage.Crash;

namespace MissionPolicy.Storage.Tests.Crash;

/// <summary>kill -9 of a real process in the middle of its work, followed by the loss of every byte that no flush had covered.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Killed_at_any_moment_it_keeps_every_acknowledged_write_and_no_half_of_another(int seed)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program finds its journal segment under /proc.");
        using CrashRun run = new(seed);
        foreach (FlushMode mode in new[] { FlushMode.Plain, FlushMode.Slow, FlushMode.Plain })
        {
            await run.DieWritingAsync(mode);
            Assert.Empty(await run.AuditAsync());
        }

        Assert.True(run.HasRotated);
        Assert.InRange(run.Acknowledged, 100, int.MaxValue);
    }

    [Fact]
    public async Task Killed_again_while_it_recovers_it_still_keeps_its_word()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program finds its journal segment under /proc.");
        using CrashRun run = new(3);
        await run.DieOpeningAsync();
        for (int i = 0; i < 2; i++)
        {
            await run.DieWritingAsync(FlushMode.Plain);
            await run.DieOpeningAsync();
            await run.DieOpeningAsync();
            Assert.Empty(await run.AuditAsync());
        }
    }

    [Fact]
    public async Task Killed_in_the_middle_of_a_checkpoint_or_a_rotation_it_finishes_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program finds its journal segment under /proc.");
        using CrashRun run = new(4);
        int caught = 0;
        for (int i = 0; i < 8 && caught < 3; i++)
        {
            await run.DieMovingAsync();
            caught += run.IsMoving ? 1 : 0;
            Assert.Empty(await run.AuditAsync());
        }

        Assert.InRange(caught, 1, 8);
    }

    [Fact]
    public async Task A_second_process_is_refused_while_the_first_lives_and_welcome_once_it_is_dead()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program finds its journal segment under /proc.");
        using CrashRun run = new(6);
        Assert.IsType<StoreOpenException>(await run.IntrudeAsync());
        Assert.Empty(await run.AuditAsync());
    }

    [Fact]
    public async Task A_flush_that_does_not_flush_is_found_out()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program finds its journal segment under /proc.");
        using CrashRun run = new(5);
        await run.DieWritingAsync(FlushMode.Lying);
        Assert.Contains(await run.AuditAsync(), static problem => problem.EndsWith("is lost", StringComparison.Ordinal));
    }
}
