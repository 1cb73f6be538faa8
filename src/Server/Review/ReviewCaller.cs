using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Review;

/// <summary>The person behind a call of the review API: a token of a sign-in, of no Mission. An agent never decides on agents.</summary>
internal sealed class ReviewCaller(ISubjects subjects)
{
    /// <summary>The person, or null when the token is not a person's own.</summary>
    public async ValueTask<Reviewer?> OfAsync(HttpContext http, CancellationToken cancellation)
    {
        if (OwnCaller.Of(http) is not { Token: { MissionId: null } token }
            || !long.TryParse(http.User.FindFirstValue("auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out long at)
            || http.User.FindFirstValue("acr") is not { } acr
            || await subjects.FindAsync(token.Subject, cancellation) is not { } person)
        {
            return null;
        }

        ImmutableArray<string> amr = [.. http.User.FindAll("amr").Select(claim => claim.Value)];
        return new Reviewer(person, new SignInRecord(acr, amr, DateTimeOffset.FromUnixTimeSeconds(at), string.Empty));
    }
}
