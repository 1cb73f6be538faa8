using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.SignIn;

/// <summary>One authentication that took place.</summary>
/// <param name="Acr">The level it reaches.</param>
/// <param name="Amr">How it was done (RFC 8176).</param>
/// <param name="At">When.</param>
internal sealed record Authentication(string Acr, ValueArray<string> Amr, DateTimeOffset At)
{
    /// <summary>The authentication that a session rests on.</summary>
    /// <param name="session">The session.</param>
    public static Authentication Of(AuthenticatedSession session) => new(session.Acr, session.Amr, session.AuthenticatedAt);
}
