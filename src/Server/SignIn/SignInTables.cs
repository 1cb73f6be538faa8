using MissionPolicy.Server.SignIn.Passkeys;
using MissionPolicy.Server.SignIn.Sessions;
using MissionPolicy.Server.SignIn.Throttling;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.SignIn;

/// <summary>The tables of this room.</summary>
internal static class SignInTables
{
    public const string BySubject = "subject";
    public const string BySessionId = "sid";

    public static readonly Table<SessionRow> Sessions = new("sessions")
    {
        Json = SignInJson.Default.SessionRow,
        Key = static row => row.Key,
        Expires = static row => row.ExpiresAt,
        Indexes =
        [
            TableIndex<SessionRow>.On(BySubject, static row => row.Subject),
            TableIndex<SessionRow>.On(BySessionId, static row => row.SessionId),
        ],
    };

    public static readonly Table<CeremonyRow> Ceremonies = new("passkey_ceremonies")
    {
        Json = SignInJson.Default.CeremonyRow,
        Key = static row => row.Key,
        Expires = static row => row.ExpiresAt,
    };

    public static readonly Table<ThrottleRow> Throttles = new("sign_in_throttles")
    {
        Json = SignInJson.Default.ThrottleRow,
        Key = static row => row.Key,
        Expires = static row => row.ExpiresAt,
    };
}
