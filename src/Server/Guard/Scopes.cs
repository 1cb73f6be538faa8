using System.Security.Claims;

namespace MissionPolicy.Server.Guard;

/// <summary>What an access token of the evaluation surface may allow.</summary>
/// <remarks>Source: RFC 6749 §3.3; RFC 9068 §2.2.3.</remarks>
internal static class Scopes
{
    /// <summary>Boundary questions about Missions.</summary>
    public const string Evaluate = "evaluate";

    /// <summary>Trial decisions that touch no Mission.</summary>
    public const string DryRun = "dry_run";

    /// <summary>Rules and catalog lines in answers, for people who write the catalog.</summary>
    public const string Author = "author";

    /// <summary>Whether a token has a scope.</summary>
    public static bool Has(ClaimsPrincipal user, string scope) =>
        user.FindAll("scope").SelectMany(claim => claim.Value.Split(' ')).Contains(scope, StringComparer.Ordinal);
}
