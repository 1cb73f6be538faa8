namespace MissionPolicy.Server.SignIn;

/// <summary>Where the pages and endpoints of this room are.</summary>
internal static class SignInPaths
{
    public const string SignIn = "/sign-in";
    public const string OneTimeCode = "/sign-in/code";
    public const string Passkey = "/sign-in/with-passkey";
    public const string Cannot = "/sign-in/cannot";
    public const string SignOut = "/sign-out";
    public const string Account = "/account";
    public const string Authenticator = "/account/authenticator";
    public const string PasskeyAssertionOptions = "/sign-in/passkey/options";
    public const string PasskeyAssertion = "/sign-in/passkey";
    public const string PasskeyCreationOptions = "/account/passkeys/options";
    public const string PasskeyCreation = "/account/passkeys";

    /// <summary>Where sign-in at another provider begins, followed by its name.</summary>
    public const string Upstream = "/sign-in/upstream/";
}
