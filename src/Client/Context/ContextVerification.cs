using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Context;

/// <summary>The client's half of the handoff preconditions: compares the applied context with the requested one.</summary>
/// <remarks>Source: Client Context draft, client verification; the order of the checks is that of <c>docs/client.md</c>.</remarks>
public static class ContextVerification
{
    /// <summary>Verifies.</summary>
    /// <param name="requested">The envelope as sent.</param>
    /// <param name="applied">The claim <c>client_context</c> of a verified ID Token; null when it has none.</param>
    /// <param name="sign">The sign-in of that token.</param>
    /// <param name="needed">What the operation needs.</param>
    /// <param name="asked">When the request was made; the age of the sign-in counts from here.</param>
    /// <param name="tolerance">Known differences.</param>
    public static ContextVerdict Verify(
        JsonElement requested, JsonElement? applied, SignIn sign, Assurance needed, DateTimeOffset asked, ContextTolerance tolerance)
    {
        ArgumentNullException.ThrowIfNull(sign);
        ArgumentNullException.ThrowIfNull(needed);
        ArgumentNullException.ThrowIfNull(tolerance);

        // 3. The claim is there, and has the shape of an envelope.
        if (applied?.Object("contexts") is not JsonElement contexts)
        {
            return new ContextVerdict.NotConfirmed();
        }

        // 4. Nothing that was asked for is missing. 6. A type that was never asked for is ignored.
        JsonProperty[] asks = [.. requested.GetProperty("contexts").EnumerateObject()];
        ImmutableArray<string> missing =
            [.. asks.Select(ask => ask.Name).Where(type => contexts.Member(type) is null && !MayMiss(type, tolerance))];
        if (!missing.IsEmpty)
        {
            return new ContextVerdict.Missing(missing);
        }

        // 5. Nothing was changed.
        ContextComparison comparison = new(tolerance, sign.IssuedAt);
        foreach (JsonProperty ask in asks)
        {
            if (contexts.Member(ask.Name) is JsonElement answer)
            {
                comparison.Type(ask.Name, ask.Value, answer);
            }
        }

        // 8. The sign-in is strong and fresh enough.
        return comparison.Differences.Count > 0
            ? new ContextVerdict.Modified([.. comparison.Differences])
            : sign.Meets(needed, asked) ? new ContextVerdict.Verified() : new ContextVerdict.AssuranceTooLow(sign.Acr, sign.AuthTime);
    }

    private static bool MayMiss(string type, ContextTolerance tolerance) =>
        type is not (ContextTypes.Purpose or ContextTypes.Tenant) && tolerance.OptionalTypes.Contains(type);
}
