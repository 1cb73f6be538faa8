using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Observability;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MissionPolicy.Server.Configuration;

/// <summary>Adds the instruments and, where a collector is configured, what sends them there.</summary>
internal static class TelemetryRegistration
{
    // The names under which the exporters ask for their HTTP clients.
    private static readonly string[] ExportClients = ["OtlpMetricExporter", "OtlpTraceExporter"];

    // Hosts that clients name are no tags of metrics: each new one would be a time series.
    private static readonly string[] OutboundMeters = ["System.Net.Http", "System.Net.NameResolution"];

    private static readonly string[] OutboundTags =
    [
        TelemetryTags.ErrorType, "http.connection.state", "http.request.method", "http.response.status_code", "network.protocol.version",
        "url.scheme",
    ];

    /// <summary>Adds the instruments alone; every measurement needs them.</summary>
    public static IServiceCollection AddInstruments(this IServiceCollection services)
    {
        services.AddMetrics().TryAddSingleton<ServerInstruments>();
        return services;
    }

    /// <summary>Adds options, instruments, gauges and the export.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();
        services.AddInstruments().AddSingleton<DecisionTelemetry>().AddSingleton<TokenTelemetry>().AddHostedService<QueueLengths>();
        TelemetryOptions configured = configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (TelemetryOptionsValidator.IsCollector(configured.OtlpEndpoint))
        {
            AddExport(services, configured);
        }

        return services;
    }

    private static void AddExport(IServiceCollection services, TelemetryOptions options)
    {
        foreach (string client in ExportClients)
        {
            services.AddHttpClient(client).RemoveAllLoggers();
        }

        string? version = typeof(TelemetryRegistration).Assembly.GetName().Version?.ToString(3);
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(options.ServiceName, serviceVersion: version))
            .WithMetrics(metrics => metrics
                .AddMeter(ServerInstruments.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddView(WithoutHosts)
                .AddOtlpExporter(exporter => To(exporter, options.Target("v1/metrics"))))
            .WithTracing(traces => traces
                .AddSource(ServerInstruments.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddProcessor(new ExportedSpans())
                .AddOtlpExporter(exporter => To(exporter, options.Target("v1/traces"))));
    }

    private static MetricStreamConfiguration? WithoutHosts(Instrument instrument) =>
        OutboundMeters.Contains(instrument.Meter.Name) ? new MetricStreamConfiguration { TagKeys = OutboundTags } : null;

    private static void To(OtlpExporterOptions exporter, Uri target)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = target;
    }
}
