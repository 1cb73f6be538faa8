using System.Text.Json.Serialization;
using MissionPolicy.Server.Signals.Receiving;

namespace MissionPolicy.Server.Signals;

/// <summary>How the rows of this room rest.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SignalStream))]
[JsonSerializable(typeof(SignalRow))]
[JsonSerializable(typeof(SubjectChoice))]
[JsonSerializable(typeof(MissionAudience))]
[JsonSerializable(typeof(ReceivedSignal))]
internal sealed partial class SignalsJson : JsonSerializerContext;
