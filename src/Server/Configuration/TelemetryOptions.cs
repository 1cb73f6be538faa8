namespace MissionPolicy.Server.Configuration;

/// <summary>Where metrics and traces go (section <c>Telemetry</c>).</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>
    /// The collector that metrics and traces are sent to by OTLP over HTTP (protobuf): an absolute http or https URI without user, query
    /// and fragment; <c>/v1/metrics</c> and <c>/v1/traces</c> are appended. Empty: nothing is exported.
    /// </summary>
    public string OtlpEndpoint { get; set; } = string.Empty;

    /// <summary>The name under which this host is known to the collector (<c>service.name</c>).</summary>
    public string ServiceName { get; set; } = "mission-policy";

    /// <summary>Whether something is exported.</summary>
    public bool IsExporting => OtlpEndpoint.Length > 0;

    /// <summary>Where one kind of data goes.</summary>
    /// <param name="path">Its path below the collector, without a slash before it.</param>
    public Uri Target(string path) => new($"{OtlpEndpoint.TrimEnd('/')}/{path}");
}
