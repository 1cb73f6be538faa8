using MissionPolicy.Server.Accounts;

namespace MissionPolicy.Server.SignIn;

/// <summary>What sign-in tells the operator. Never a username, an address or a credential.</summary>
internal static partial class SignInLog
{
    [LoggerMessage(1200, LogLevel.Error, "The configured account {Subject} was not created: {Reason}.")]
    public static partial void NotSeeded(ILogger log, string subject, AccountCreation reason);

    [LoggerMessage(1201, LogLevel.Information, "{Subject} signed in at level {Acr}.")]
    public static partial void SignedIn(ILogger log, string subject, string acr);

    [LoggerMessage(1202, LogLevel.Information, "A sign-in by {Method} was refused.")]
    public static partial void Refused(ILogger log, SignInMethod method);

    [LoggerMessage(1203, LogLevel.Warning, "Sign-in at the provider {Provider} failed.")]
    public static partial void UpstreamFailed(ILogger log, string provider, Exception? problem);
}
