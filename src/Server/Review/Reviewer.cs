using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Review;

/// <summary>A person who would decide.</summary>
/// <param name="Person">What this server knows of the person.</param>
/// <param name="SignIn">How the person signed in.</param>
internal sealed record Reviewer(SubjectFacts Person, SignInRecord SignIn)
{
    /// <summary>What counts as this very interaction where a purpose asks for a sign-in of no age at all.</summary>
    private static readonly TimeSpan OneDecision = TimeSpan.FromMinutes(2);

    /// <summary>The person at a browser.</summary>
    public static Reviewer Of(SubjectFacts person, AuthenticatedSession session) =>
        new(person, new SignInRecord(session.Acr, [.. session.Amr], session.AuthenticatedAt, session.SessionId));

    /// <summary>The sign-in as the engine takes it.</summary>
    /// <param name="now">The time.</param>
    public SignInFacts Facts(DateTimeOffset now) =>
        new(Person.Subject, SignIn.Acr, SignIn.Amr.ToValueArray(), SignIn.At, InThisInteraction: now - SignIn.At <= OneDecision);
}
