using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>A wrong telemetry setting refuses the start and says why.</summary>
public sealed class TelemetryOptionsTests
{
    [Theory]
    [InlineData("OtlpEndpoint", "collector")]
    [InlineData("OtlpEndpoint", "/v1/metrics")]
    [InlineData("OtlpEndpoint", "localhost:4318")]
    [InlineData("OtlpEndpoint", "ftp://collector.example")]
    [InlineData("OtlpEndpoint", "https://key:secret@collector.example")]
    [InlineData("OtlpEndpoint", "https://collector.example/?key=secret")]
    [InlineData("OtlpEndpoint", "https://collector.example/#metrics")]
    [InlineData("OtlpEndpoint", " ")]
    [InlineData("ServiceName", "")]
    [InlineData("ServiceName", " ")]
    public async Task A_wrong_setting_refuses_the_start(string setting, string value)
    {
        using StringWriter errors = new();
        await using WebApplication? app = ServerHost.Build(
            TestHost.Arguments($"--Telemetry:{setting}={value}"), errors, builder => builder.Logging.ClearProviders());
        Assert.Null(app);
        Assert.StartsWith($"Telemetry:{setting} ", errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:4318", "http://localhost:4318/v1/metrics")]
    [InlineData("https://collector.example/", "https://collector.example/v1/metrics")]
    [InlineData("https://collector.example/otlp", "https://collector.example/otlp/v1/metrics")]
    public void Paths_are_appended_to_the_collector(string collector, string target)
    {
        TelemetryOptions options = new() { OtlpEndpoint = collector };
        Assert.True(new TelemetryOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal(target, options.Target("v1/metrics").AbsoluteUri);
    }

    [Fact]
    public void Nothing_is_exported_by_default_and_the_service_has_a_name()
    {
        TelemetryOptions options = new();
        Assert.True(new TelemetryOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal((false, "mission-policy"), (options.IsExporting, options.ServiceName));
    }
}
