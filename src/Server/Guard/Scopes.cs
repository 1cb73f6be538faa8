using System.Security.Claims;

namespace MissionPolicy.Server.Guard;

/// <summary>What an access token for this server's own APIs may allow.</summary>
/// <remarks>Source: RFC 6749 §3.3; RFC 9068 §2.2.3.</remarks>
internal static class Scopes
{
    /// <summary>Who signed in.</summary>
    public const string OpenId = "openid";

    /// <summary>Boundary questions about Missions.</summary>
    public const string Evaluate = "evaluate";

    /// <summary>Trial decisions that touch no Mission.</summary>
    public const string DryRun = "dry_run";

    /// <summary>Rules and catalog lines in answers, for people who write the catalog.</summary>
    public const string Author = "author";

    /// <summary>See and stop every Mission.</summary>
    public const string ManageMissions = "missions.manage";

    /// <summary>Lift a suspension: a stronger right than to suspend.</summary>
    public const string ResumeMissions = "missions.resume";

    /// <summary>Decide on proposals that wait for review, as the person that signed in.</summary>
    public const string Reviews = "reviews";

    /// <summary>The scopes of the APIs, for metadata.</summary>
    public static IReadOnlyList<string> All { get; } = [Evaluate, DryRun, Author, ManageMissions, ResumeMissions, Reviews];

    /// <summary>Whether a token has a scope.</summary>
    public static bool Has(ClaimsPrincipal user, string scope) =>
        user.FindAll("scope").SelectMany(claim => claim.Value.Split(' ')).Contains(scope, StringComparer.Ordinal);
}
