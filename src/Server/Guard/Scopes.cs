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

    /// <summary>Read the evidence log and have it proved: for auditors.</summary>
    public const string ReadEvidence = "evidence.read";

    /// <summary>See the personal parts of evidence.</summary>
    public const string ReadPersonalEvidence = "evidence.personal";

    /// <summary>Erase the personal parts of one person's evidence.</summary>
    public const string EraseEvidence = "evidence.erase";

    /// <summary>Make and change a signal stream of its own.</summary>
    public const string ManageSignals = "ssf.manage";

    /// <summary>Read a signal stream of its own, and poll it.</summary>
    public const string ReadSignals = "ssf.read";

    /// <summary>Decide on proposals that wait for review, as the person that signed in.</summary>
    public const string Reviews = "reviews";

    /// <summary>The scopes of the APIs, for metadata.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Evaluate, DryRun, Author, ManageMissions, ResumeMissions, ReadEvidence, ReadPersonalEvidence, EraseEvidence, ManageSignals, ReadSignals, Reviews,
    ];

    /// <summary>Whether a token has a scope.</summary>
    public static bool Has(ClaimsPrincipal user, string scope) =>
        user.FindAll("scope").SelectMany(claim => claim.Value.Split(' ')).Contains(scope, StringComparer.Ordinal);
}
