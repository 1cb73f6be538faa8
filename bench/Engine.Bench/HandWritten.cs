using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Bench;

/// <summary>The same boundary as a programmer would write it for this one Mission: the bare cost of the comparisons.</summary>
internal static class HandWritten
{
    private static readonly DateTimeOffset End = BenchCatalog.Now + TimeSpan.FromHours(8);

    private static readonly DateTimeOffset From = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset To = new(2026, 12, 8, 0, 0, 0, TimeSpan.Zero);

    public static bool IsInside(DiscoveredAction action)
    {
        if (action.Subject != "user_1" || action.Tenant != "example.com" || action.Resource != "calendar.event"
            || action.Operation is not ("read" or "create" or "update")
            || action.Audience is not (null or "https://calendar-api.example.com")
            || action.At < BenchCatalog.Now || action.At >= End || action.Until > End
            || action.PropagationAudience is not null || action.PropagationDepth > 1)
        {
            return false;
        }

        bool isCalendar = false;
        bool isInWindow = false;
        foreach (AttributeValue attribute in action.Attributes)
        {
            if (attribute.Name == "calendar")
            {
                isCalendar = attribute.Value is { IsAbsent: false, Kind: FactKind.Text } && attribute.Value.AsText == "cal_team01";
            }
            else if (attribute.Name == "starts")
            {
                isInWindow = attribute.Value is { IsAbsent: false, Kind: FactKind.Instant }
                    && attribute.Value.AsNumber >= From.UtcTicks && attribute.Value.AsNumber < To.UtcTicks;
            }
        }

        return isCalendar && isInWindow;
    }
}
