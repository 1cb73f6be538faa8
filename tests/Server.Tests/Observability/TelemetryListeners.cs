namespace MissionPolicy.Server.Tests.Observability;

/// <summary>The tests that listen to the whole process, one after the other: while one does, every host has a listener.</summary>
[CollectionDefinition(Name)]
public sealed class TelemetryListeners
{
    public const string Name = "telemetry listeners";
}
