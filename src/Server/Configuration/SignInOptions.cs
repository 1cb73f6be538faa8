using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.SignIn.Throttling;
using MissionPolicy.Server.SignIn.Upstream;

namespace MissionPolicy.Server.Configuration;

/// <summary>How people sign in (section <c>SignIn</c>).</summary>
internal sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>How long a session lives, in minutes, however much it is used.</summary>
    [Range(1, 43_200)]
    public int SessionMinutes { get; set; } = 480;

    /// <summary>How old a sign-in may be when the person changes passkeys or the authenticator app, in minutes.</summary>
    [Range(1, 60)]
    public int RecentMinutes { get; set; } = 10;

    /// <summary>How long a passkey may take from the question to the answer, in seconds.</summary>
    [Range(30, 900)]
    public int PasskeySeconds { get; set; } = 300;

    /// <summary>Rounds of PBKDF2-HMAC-SHA512 for new password hashes; older ones are renewed when they are used.</summary>
    [Range(210_000, 10_000_000)]
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>How many passwords may wait to be checked; further ones are told to come again.</summary>
    [Range(0, 10_000)]
    public int PasswordQueue { get; set; } = 64;

    /// <summary>Which level each method reaches.</summary>
    [ValidateObjectMembers]
    public LevelOptions Levels { get; set; } = new();

    /// <summary>How guessing is slowed down.</summary>
    [ValidateObjectMembers]
    public ThrottleOptions Throttle { get; set; } = new();

    /// <summary>Other providers that people may sign in with.</summary>
    [ValidateEnumeratedItems]
    public List<UpstreamOptions> Upstream { get; set; } = [];
}
