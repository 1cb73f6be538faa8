using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.SignIn;

/// <summary>The <c>amr</c> values of our methods.</summary>
/// <remarks>Source: RFC 8176 §2.</remarks>
internal static class AuthenticationMethods
{
    public const string Password = "pwd";
    public const string OneTimeCode = "otp";
    public const string MultipleFactors = "mfa";

    /// <summary>A code on top of what was proved before.</summary>
    /// <param name="before">What was proved before.</param>
    public static ValueArray<string> WithCode(ValueArray<string> before) =>
        [.. before.Append(OneTimeCode).Append(MultipleFactors).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// A passkey: possession of a key and presence; user verification on the device makes it two factors. Whether the key can leave the device is what
    /// the authenticator itself says, since attestation is not asked for.
    /// </summary>
    /// <param name="isBackupEligible">Whether it may be synchronised.</param>
    public static ValueArray<string> Passkey(bool isBackupEligible) => [isBackupEligible ? "swk" : "hwk", "pop", "user", MultipleFactors];
}
