using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>Inside the span of a request there is one for each question to the engine and one for each write.</summary>
[Collection(TelemetryListeners.Name)]
public sealed class SpanTests(AgentFixture fixture) : IClassFixture<AgentFixture>, IDisposable
{
    private const string Request = "Microsoft.AspNetCore";

    private readonly Channel<Activity> ended = Channel.CreateUnbounded<Activity>();
    private readonly List<ActivityListener> listeners = [];

    public void Dispose() => listeners.ForEach(listener => listener.Dispose());

    [Fact]
    public async Task A_boundary_question_has_a_span_and_so_has_its_record()
    {
        string mission = (await fixture.Agent.NewMissionAsync()).Member("mission_ref");
        Listen();
        ActivityTraceId trace = ActivityTraceId.CreateRandom();
        TestHost.Answer answer = await AskAsync(trace, Questions.Evaluation("delete", context: $$"""{"mission_ref":"{{mission}}"}"""));
        List<Activity> spans = await OfAsync(trace);

        Activity request = Assert.Single(spans, span => span.Source.Name == Request);
        Activity decision = Assert.Single(spans, span => span.OperationName == "decide boundary");
        Activity commit = Assert.Single(spans, span => span.OperationName == MeasuredStore.SpanName);
        Assert.All([decision, commit], span => Assert.Equal(request.SpanId, span.ParentSpanId));
        Assert.Equal("boundary", decision.GetTagItem(TelemetryTags.DecisionKind));
        Assert.Equal("deny", decision.GetTagItem(TelemetryTags.DecisionOutcome));
        Assert.Contains("operation_stronger", answer.Codes);
        Assert.Equal(answer.Codes.Distinct(), Assert.IsType<string[]>(decision.GetTagItem(TelemetryTags.ReasonCodes)));
        Assert.Equal(3, spans.Count);
    }

    [Fact]
    public async Task A_question_after_a_question_is_beside_it_and_not_inside()
    {
        Listen();
        ActivityTraceId trace = ActivityTraceId.CreateRandom();
        string batch = $$"""{"evaluations":[{{Questions.Evaluation()}},{{Questions.Evaluation("delete")}}]}""";
        await AskAsync(trace, batch, "/access/v1/evaluations");
        List<Activity> spans = await OfAsync(trace);
        Activity request = Assert.Single(spans, span => span.Source.Name == Request);
        Assert.Equal(
            [request.SpanId, request.SpanId],
            spans.Where(span => span.OperationName == "decide boundary").Select(span => span.ParentSpanId));
    }

    [Fact]
    public async Task What_no_request_asked_for_has_no_span()
    {
        Listen();
        IStore store = fixture.Host.App.Services.GetRequiredService<IStore>();
        Activity.Current = null;
        await store.WriteAsync(static _ => true, TestContext.Current.CancellationToken);
        using Activity outer = new Activity("a request").Start();
        await store.WriteAsync(static _ => true, TestContext.Current.CancellationToken);
        Assert.Same(outer, Activity.Current);

        List<Activity> spans = await EndedAsync();
        Assert.Contains(spans, span => span.ParentId == outer.Id && span.OperationName == MeasuredStore.SpanName);
        Assert.DoesNotContain(spans, span => span.OperationName == MeasuredStore.SpanName && span.ParentSpanId == default);
    }

    [Fact]
    public async Task A_write_that_fails_is_an_error_without_its_text()
    {
        Listen();
        IStore store = fixture.Host.App.Services.GetRequiredService<IStore>();
        using Activity outer = new Activity("a request").Start();
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync<bool>(
            static _ => throw new InvalidOperationException("of a person"), TestContext.Current.CancellationToken));
        Activity failed = Assert.Single(await EndedAsync(), span => span.ParentId == outer.Id);
        Assert.Equal((ActivityStatusCode.Error, null), (failed.Status, failed.StatusDescription));
        Assert.Equal("System.InvalidOperationException", failed.GetTagItem("error.type"));
        Assert.Empty(failed.Events);
    }

    private void Listen()
    {
        ServerInstruments instruments = fixture.Host.App.Services.GetRequiredService<ServerInstruments>();
        ActivityListener listener = new()
        {
            ShouldListenTo = source => ReferenceEquals(source, instruments.Activities) || source.Name == Request,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => ended.Writer.TryWrite(activity),
        };
        listeners.Add(listener);
        ActivitySource.AddActivityListener(listener);
    }

    private async Task<TestHost.Answer> AskAsync(ActivityTraceId trace, string body, string path = "/access/v1/evaluation")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", fixture.Host.Token());
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        return (await fixture.Host.SendAsync(request)).IsOk();
    }

    private async Task<List<Activity>> EndedAsync()
    {
        ended.Writer.Complete();
        return await ended.Reader.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }

    // The span of the request is the last to end, some time after its answer has left.
    private async Task<List<Activity>> OfAsync(ActivityTraceId trace)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        List<Activity> spans = [];
        while (!spans.Exists(span => span.Source.Name == Request))
        {
            Activity span = await ended.Reader.ReadAsync(limit.Token);
            if (span.TraceId == trace)
            {
                spans.Add(span);
            }
        }

        return spans;
    }
}
