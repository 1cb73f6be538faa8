using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MissionPolicy.Server.Tests.Some;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>With the setting, metrics and traces reach a collector; without it nothing is there that could send.</summary>
[Collection(TelemetryListeners.Name)]
public sealed class OtlpExportTests
{
    private const string Metrics = "/otlp/v1/metrics";
    private const string Traces = "/otlp/v1/traces";

    [Fact]
    public async Task Metrics_and_traces_arrive_at_the_configured_collector()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        await using TestHost host = await TestHost.StartAsync(
            $"--Telemetry:OtlpEndpoint={collector.Url}/otlp/", "--Telemetry:ServiceName=policy-of-the-east");
        Assert.True((await host.PostAsync("/access/v1/evaluation", Questions.Evaluation())).Decision);
        await collector.CollectAsync(host, come => come.Text(Metrics).Contains("mission_policy.decisions", StringComparison.Ordinal)
            && come.Text(Traces).Contains("decide boundary", StringComparison.Ordinal));
        Assert.All(collector.Received, call => Assert.Equal("application/x-protobuf", call.ContentType));
        Assert.All(collector.Received, call => Assert.Contains("policy-of-the-east", call.Body, StringComparison.Ordinal));
        Assert.All(collector.Received, call => Assert.Contains(call.Path, new[] { Metrics, Traces }));
        string metrics = collector.Text(Metrics);
        Assert.All(
            ["mission_policy.decision.duration", "mission_policy.storage.queue", "http.server.request.duration", "dotnet.gc.collections"],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_could_send_is_there_without_the_setting()
    {
        await using TestHost host = await TestHost.StartAsync();
        Assert.Null(host.App.Services.GetService<MeterProvider>());
        Assert.Null(host.App.Services.GetService<TracerProvider>());
        Assert.DoesNotContain(
            host.App.Services.GetServices<IHostedService>(),
            service => service.GetType().FullName!.StartsWith("OpenTelemetry", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_subject_Mission_token_or_text_of_a_client_leaves_the_process()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        await using TestHost host = await TestHost.StartAsync([.. AgentFixture.Settings, $"--Telemetry:OtlpEndpoint={collector.Url}/otlp"]);
        using TestAgent agent = new(host);
        IReadOnlyList<string> secret = await PrivateValues.LiveAsync(host, agent);

        using HttpRequestMessage request = new(HttpMethod.Get, $"/missions/{secret[0]}?said=by-a-client");
        request.Headers.Add("User-Agent", "written-by-a-client");
        request.Headers.Add("tracestate", "vendor=said-by-a-client");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        request.Headers.Host = "named-by-a-client.example";
        using (SuppressInstrumentationScope.Begin())
        {
            // The test's own client is in this process too, and its span would name the host that it asked for.
            Assert.Equal(HttpStatusCode.Unauthorized, (await host.SendAsync(request)).Status);
        }

        await collector.CollectAsync(host, come => come.Text(Traces).Contains("GET /missions/{missionRef}", StringComparison.Ordinal)
            && come.Text(Metrics).Contains("mission_policy.decisions", StringComparison.Ordinal));
        Assert.Contains("commit", collector.Text(Traces), StringComparison.Ordinal);
        string all = collector.Text(Metrics) + collector.Text(Traces);
        Assert.All([.. secret, "by-a-client"], value => Assert.DoesNotContain(value, all, StringComparison.OrdinalIgnoreCase));
    }
}
