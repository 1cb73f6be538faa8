using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace MissionPolicy.Server.SignIn;

/// <summary>What the sign-in pages are asked for, in their query.</summary>
/// <remarks>
/// A person may change it at will: whoever sent the browser here checks the session again when it comes back.
/// Once somebody is asked, <c>max_age</c> becomes <c>since</c>, a fixed time, so that typing does not outrun it.
/// </remarks>
internal sealed record SignInRequest
{
    private const int LongestHint = 200;

    /// <summary>Where to go afterwards; local.</summary>
    public required string Return { get; init; }

    /// <summary>The level that is needed; null when any is enough.</summary>
    public string? Acr { get; init; }

    /// <summary>How old the authentication may be; 0 asks again in any case.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The authentication must be of this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Who will probably sign in.</summary>
    public string? LoginHint { get; init; }

    public static SignInRequest Of(IQueryCollection query) => new()
    {
        Return = LocalUrl.Or(query["return"]),
        Acr = query["acr"].ToString() is { Length: > 0 } acr ? acr : null,
        MaxAge = Seconds(query["max_age"]) is { } age and <= int.MaxValue ? TimeSpan.FromSeconds(age) : null,
        Since = Seconds(query["since"]) is { } since && since <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(since) : null,
        LoginHint = query["login_hint"].ToString() is { Length: > 0 and <= LongestHint } hint ? hint : null,
    };

    /// <summary>Whether an authentication is young enough.</summary>
    /// <param name="authenticatedAt">When it took place.</param>
    /// <param name="now">The time.</param>
    public bool IsFresh(DateTimeOffset authenticatedAt, DateTimeOffset now) => Since is { } since
        ? authenticatedAt >= since
        : MaxAge is not { } age || (age > TimeSpan.Zero && now - authenticatedAt <= age);

    /// <summary>The same request with its age fixed to a time.</summary>
    /// <param name="now">The time.</param>
    public SignInRequest Fixed(DateTimeOffset now) =>
        Since is null && MaxAge is { } age ? this with { Since = DateTimeOffset.FromUnixTimeSeconds((now - age).ToUnixTimeSeconds()), MaxAge = null } : this;

    /// <summary>The address of a page with this request as its query.</summary>
    /// <param name="path">The page.</param>
    public string Url(string path)
    {
        Dictionary<string, string?> query = new() { ["return"] = Return, ["acr"] = Acr, ["login_hint"] = LoginHint };
        query["max_age"] = MaxAge is { } age ? Text((long)age.TotalSeconds) : null;
        query["since"] = Since is { } since ? Text(since.ToUnixTimeSeconds()) : null;
        return QueryHelpers.AddQueryString(path, query.Where(static pair => pair.Value is not null));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long? Seconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) ? seconds : null;
}
