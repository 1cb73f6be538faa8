using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Observability;

/// <summary>How often one caller may ask: counted by client where a token names one, by address otherwise.</summary>
internal static class RateLimits
{
    /// <summary>The policy of questions: by client where a token names one.</summary>
    public const string PerCaller = "per-caller";

    /// <summary>The policy of protocol endpoints, which are called before anybody is known.</summary>
    public const string PerAddress = "per-address";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.AddPolicy(PerCaller, http => RateLimitPartition.GetFixedWindowLimiter(
            http.User.FindFirstValue("client_id") ?? http.Connection.RemoteIpAddress?.ToString() ?? string.Empty,
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = http.RequestServices.GetRequiredService<IOptions<EvaluationOptions>>().Value.RequestsPerMinute,
                Window = Window,
            }));
        limiter.AddPolicy(PerAddress, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? string.Empty,
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = http.RequestServices.GetRequiredService<IOptions<ServerOptions>>().Value.RequestsPerMinute,
                Window = Window,
            }));
        limiter.OnRejected = (context, _) => new ValueTask(Refuse(context.HttpContext));
    });

    private static Task Refuse(HttpContext http)
    {
        http.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Problem.Of(StatusCodes.Status429TooManyRequests, "Too many requests", "Ask again after the time in Retry-After, in seconds.").ExecuteAsync(http);
    }
}
