namespace MissionPolicy.Server.SignIn.Throttling;

/// <summary>How long a wait is, on the wire.</summary>
internal static class Throttled
{
    /// <summary>Whole seconds until a time, at least one.</summary>
    /// <param name="http">The request.</param>
    /// <param name="until">The time.</param>
    public static int Seconds(HttpContext http, DateTimeOffset until)
    {
        TimeSpan left = until - http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return Math.Max(1, (int)Math.Ceiling(left.TotalSeconds));
    }
}
