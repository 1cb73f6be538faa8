using System.Text.Json.Serialization;

namespace MissionPolicy.Samples.CalendarApi;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NewEvent))]
[JsonSerializable(typeof(CalendarEvent))]
[JsonSerializable(typeof(IReadOnlyList<CalendarEvent>))]
internal sealed partial class CalendarApiJson : JsonSerializerContext;
