namespace MissionPolicy.Server.SignIn;

/// <summary>How a person can prove who they are here.</summary>
internal enum SignInMethod
{
    Password,

    /// <summary>A one-time code on top of another sign-in.</summary>
    OneTimeCode,

    /// <summary>A passkey with user verification, alone.</summary>
    Passkey,
}
