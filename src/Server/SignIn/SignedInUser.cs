using MissionPolicy.Server.Accounts;

namespace MissionPolicy.Server.SignIn;

/// <summary>A session with the account behind it.</summary>
/// <param name="Session">The session.</param>
/// <param name="Account">The account, enabled.</param>
internal sealed record SignedInUser(AuthenticatedSession Session, Account Account);
