using System.Globalization;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary>Whole numbers of a query string.</summary>
internal static class QueryNumbers
{
    /// <summary>What is answered while the log is not what it was.</summary>
    public static Problem Contradiction => Problem.Of(
        StatusCodes.Status503ServiceUnavailable, "The evidence log is not what it was", "Nothing more is signed until it is restored. The cause is in the operator's log.");

    /// <summary>The answer to parameters that cannot be used.</summary>
    /// <param name="errors">What is wrong with each.</param>
    public static Problem Refused(IEnumerable<string> errors) =>
        Problem.Of(StatusCodes.Status400BadRequest, "Parameters cannot be used", string.Join("; ", errors) + ".");

    /// <summary>A number in a range.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="fallback">What counts when it is left out; null when it has to be there.</param>
    /// <param name="low">The lowest.</param>
    /// <param name="high">The highest.</param>
    /// <param name="errors">Told when it cannot be used.</param>
    public static long Number(HttpContext http, string name, long? fallback, long low, long high, List<string> errors)
    {
        string? text = http.Request.Query[name];
        if (text is null && fallback is { } value)
        {
            return value;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= low && number <= high)
        {
            return number;
        }

        errors.Add(high < low ? $"{name}: there is no record yet" : $"{name} has to be a whole number from {low} to {high}");
        return low;
    }
}
