using System.Collections.Immutable;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Authorize;

/// <summary>Whom the tokens of an answered interaction are about, and which sign-in they may speak of.</summary>
/// <param name="Subject">The subject of every token.</param>
/// <param name="SignIn">The subject's own sign-in; <see cref="SignInRecord.None"/> where another person approved.</param>
/// <param name="Scopes">The granted scopes.</param>
/// <remarks>A Mission acts for its subject, also when another person approved it. That person's sign-in is no sign-in of the subject: no token says that it was.
/// Source: OpenID Connect Core §2; RFC 9068 §2.2.1.</remarks>
internal sealed record TokenHolder(string Subject, SignInRecord SignIn, ImmutableArray<string> Scopes)
{
    // What is known about a person is released by that person alone.
    private static readonly string[] ClaimScopes = ["profile", "email"];

    /// <summary>The holder.</summary>
    /// <param name="view">The interaction; a person is signed in.</param>
    /// <param name="approved">The Mission, or null when the request has no purpose.</param>
    public static TokenHolder Of(InteractionView view, ApprovedMission? approved) =>
        approved is null || approved.Subject == view.Session!.Subject
            ? new TokenHolder(view.Session!.Subject, view.SignIn!, [.. view.Request.Scopes])
            : new TokenHolder(approved.Subject, SignInRecord.None, [.. view.Request.Scopes.Where(scope => !ClaimScopes.Contains(scope, StringComparer.Ordinal))]);
}
