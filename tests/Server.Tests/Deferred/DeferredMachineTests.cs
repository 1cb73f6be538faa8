using CsCheck;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>Random lives of deferred requests, with the process dying in between: one outcome, no token after a denial, no Mission without a decision.</summary>
public sealed class DeferredMachineTests : IDisposable
{
    private static readonly Gen<Step> Any = Gen.Frequency(
        (3, Gen.Const(Step.Exchange)),
        (5, Gen.Const(Step.Poll)),
        (4, Gen.Const(Step.RitaApproves)),
        (4, Gen.Const(Step.RaviApproves)),
        (1, Gen.Const(Step.RitaDenies)),
        (1, Gen.Const(Step.RaviNarrows)),
        (1, Gen.Const(Step.Cancel)),
        (1, Gen.Const(Step.Minute)),
        (1, Gen.Const(Step.Hours)),
        (1, Gen.Const(Step.Sweep)),
        (1, Gen.Const(Step.Crash)));

    private static readonly Gen<Step> Racing =
        Gen.Enum<Step>().Where(step => step is not (Step.Minute or Step.Hours or Step.Crash));

    private readonly DirectoryInfo plain = ChangedCatalog.Of(line =>
        line.Contains("interim_id_token:", StringComparison.Ordinal) || line.Contains("provisional: {", StringComparison.Ordinal) ? null : line);

    private enum Step
    {
        Exchange,
        Poll,
        RitaApproves,
        RaviApproves,
        RitaDenies,
        RaviNarrows,
        Cancel,
        Minute,
        Hours,
        Sweep,
        Crash,
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_life_is_the_one_of_the_model(bool beginsProvisionally)
    {
        await using TestHost host = await StartAsync(beginsProvisionally);
        int redeemed = 0;
        await Any.Array[3, 16].SampleAsync(
            async steps =>
            {
                DeferredBench bench = new(host);
                await bench.BeginAsync();
                DeferredModel model = new(bench.Now);
                foreach (Step step in (IEnumerable<Step>)[Step.Exchange, .. steps])
                {
                    (string expected, string answer) = step switch
                    {
                        Step.Exchange => (model.Exchange(bench.Now), await bench.ExchangeAsync()),
                        Step.Poll => (model.Poll(bench.Now), Standing(await bench.PollAsync())),
                        Step.RitaApproves => (model.Answer("user_3", ReviewAnswer.Approve, bench.Now), await bench.AnswerAsync("user_3", ReviewAnswer.Approve)),
                        Step.RaviApproves => (model.Answer("user_4", ReviewAnswer.Approve, bench.Now), await bench.AnswerAsync("user_4", ReviewAnswer.Approve)),
                        Step.RitaDenies => (model.Answer("user_3", ReviewAnswer.Deny, bench.Now), await bench.AnswerAsync("user_3", ReviewAnswer.Deny)),
                        Step.RaviNarrows => (model.Answer("user_4", ReviewAnswer.Narrow, bench.Now), await bench.AnswerAsync("user_4", ReviewAnswer.Narrow)),
                        _ => await OtherAsync(host, bench, model, step),
                    };
                    Assert.Equal(expected, answer);
                    await CheckAsync(bench);
                }

                redeemed += model.State == "redeemed" ? 1 : 0;
            },
            iter: 60,
            threads: 1);
        Assert.True(redeemed > 2, $"only {redeemed} lives came to tokens");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_races_whom_there_is_one_outcome(bool beginsProvisionally)
    {
        await using TestHost host = await StartAsync(beginsProvisionally);
        int redeemed = 0;
        await Racing.Array[2, 5].Array[1, 4].SampleAsync(
            async rounds =>
            {
                DeferredBench bench = new(host);
                await bench.BeginAsync();
                await bench.ExchangeAsync();
                int tokens = 0;
                foreach (Step[] round in rounds)
                {
                    bool wasOver = (await bench.RowsAsync()).Process.State is DeferredState.Denied or DeferredState.Expired or DeferredState.Redeemed;
                    string[] answers = await Task.WhenAll(round.Select(step => Task.Run(() => RaceAsync(bench, step))));
                    tokens += answers.Count(answer => answer == "poll ok");
                    Assert.False(wasOver && answers.Contains("poll ok"));
                    Assert.True(answers.Count(answer => answer is "Approved" or "Denied") <= 1, string.Join(' ', answers));
                    await CheckAsync(bench);
                }

                Assert.True(tokens <= 1);
                Assert.Equal(tokens == 1, (await bench.RowsAsync()).Process.State == DeferredState.Redeemed);
                redeemed += tokens;
            },
            iter: 50,
            threads: 1);
        // Rounds of chance seldom come to a decision: these do, and every poll is in the race.
        for (int life = 0; life < 10; life++)
        {
            DeferredBench bench = new(host);
            await bench.BeginAsync();
            await bench.ExchangeAsync();
            await Task.WhenAll(Task.Run(() => RaceAsync(bench, Step.RitaApproves)), Task.Run(() => RaceAsync(bench, Step.RaviApproves)), Task.Run(() => RaceAsync(bench, Step.Poll)));
            string[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RaceAsync(bench, Step.Poll))));
            (DeferredProcess process, _, _) = await bench.RowsAsync();
            Assert.True(process.State == DeferredState.Redeemed, string.Join(' ', answers));
            Assert.True(answers.Count(answer => answer == "poll ok") <= 1);
            redeemed += answers.Count(answer => answer == "poll ok");
            await CheckAsync(bench);
        }

        Assert.True(redeemed > 0, "no race came to tokens");
    }

    // The purpose whose work begins before the decision, or the same one where nothing does.
    private async Task<TestHost> StartAsync(bool beginsProvisionally) => await TestHost.StartAsync(
        beginsProvisionally ? DeferredScene.Settings : [.. DeferredScene.Settings, $"--Catalog:Path={plain.FullName}"]);

    public void Dispose() => plain.Delete(recursive: true);

    private static async Task<(string Expected, string Answer)> OtherAsync(TestHost host, DeferredBench bench, DeferredModel model, Step step)
    {
        switch (step)
        {
            case Step.Cancel:
                model.Cancel(bench.Now);
                await bench.CancelAsync();
                break;
            case Step.Minute:
                host.Time.Advance(TimeSpan.FromMinutes(1));
                break;
            case Step.Hours:
                host.Time.Advance(TimeSpan.FromHours(17));
                break;
            case Step.Sweep:
                await bench.SweepAsync();
                break;
            default:
                await host.RestartAsync();
                break;
        }

        return (model.Effective(bench.Now), Word((await bench.RowsAsync()).Process, bench.Now));
    }

    private static async Task<string> RaceAsync(DeferredBench bench, Step step)
    {
        switch (step)
        {
            case Step.Exchange:
                return "exchange " + await bench.ExchangeAsync();
            case Step.Poll:
                return "poll " + await bench.PollAsync();
            case Step.RitaApproves:
                return await bench.AnswerAsync("user_3", ReviewAnswer.Approve);
            case Step.RaviApproves:
                return await bench.AnswerAsync("user_4", ReviewAnswer.Approve);
            case Step.RitaDenies:
                return await bench.AnswerAsync("user_3", ReviewAnswer.Deny);
            case Step.RaviNarrows:
                return await bench.AnswerAsync("user_4", ReviewAnswer.Narrow);
            case Step.Cancel:
                await bench.CancelAsync();
                return "cancelled";
            default:
                await bench.SweepAsync();
                return "swept";
        }
    }

    // What has to hold whatever happened.
    private static async Task CheckAsync(DeferredBench bench)
    {
        (DeferredProcess process, Mission mission, ReviewCase review) = await bench.RowsAsync();
        MissionState state = MissionClock.Effective(mission, bench.Now);
        // A Mission that was whole may have come to its end meanwhile; the sweeper writes that down.
        bool isWhole = mission is { State: MissionState.Active or MissionState.Expired, IsProvisional: false, ActivatedAt: not null };
        Assert.Equal(isWhole, process.State == DeferredState.Redeemed);
        Assert.Equal(review.Approved.Count(), review.Approved.Distinct().Count());
        Assert.DoesNotContain("user_1", review.Approved);
        Assert.True(mission.DecidedAt is null || mission.Approvers.Length == 2);
        Assert.True(!isWhole || mission.DecidedAt is not null);
        Assert.Equal(review.IsOpen, process.State == DeferredState.Open && process.ClaimedAt is not null);
        if (process.State is DeferredState.Denied or DeferredState.Expired)
        {
            Assert.True(MissionClock.IsTerminal(state), $"{process.State} and {state}");
            Assert.NotNull(process.Reason);
        }
    }

    private static string Standing(string poll) => poll == "slow_down" ? "authorization_pending" : poll;

    private static string Word(DeferredProcess process, DateTimeOffset now) => DeferredClock.Effective(process, now) switch
    {
        DeferredState.Open => process.ClaimedAt is null ? "proposed" : "open",
        DeferredState.Approved => "approved",
        DeferredState.Denied => "denied",
        DeferredState.Redeemed => "redeemed",
        _ => "expired",
    };
}
