namespace MissionPolicy.Server.Accounts;

/// <summary>How creating an account ended.</summary>
internal enum AccountCreation
{
    Created,
    SubjectTaken,
    UsernameTaken,
    UpstreamTaken,
    PasskeyTaken,
}
