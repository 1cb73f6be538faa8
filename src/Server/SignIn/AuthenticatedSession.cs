using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.SignIn;

/// <summary>A signed-in browser: who, how strongly, and when.</summary>
/// <param name="Subject">The <c>sub</c> of the account.</param>
/// <param name="Acr">The assurance level, a name of the catalog's vocabulary.</param>
/// <param name="Amr">How the person proved it (RFC 8176).</param>
/// <param name="AuthenticatedAt">The <c>auth_time</c>: when the oldest factor that it rests on was proved (UTC).</param>
/// <param name="SessionId">The <c>sid</c>; the same through step-ups of one person.</param>
internal sealed record AuthenticatedSession(string Subject, string Acr, ValueArray<string> Amr, DateTimeOffset AuthenticatedAt, string SessionId);
