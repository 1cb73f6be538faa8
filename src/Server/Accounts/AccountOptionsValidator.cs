using Microsoft.Extensions.Options;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Accounts;

/// <summary>Checks the configured accounts when the host starts.</summary>
internal sealed class AccountOptionsValidator : IValidateOptions<List<AccountOptions>>
{
    public ValidateOptionsResult Validate(string? name, List<AccountOptions> options)
    {
        List<string> failures = [.. options.SelectMany(static (entry, index) => Failures(entry).Select(failure => $"{AccountOptions.Section}:{index}: {failure}"))];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(AccountOptions entry)
    {
        if (!StoreKey.IsKey(entry.Subject))
        {
            yield return "Subject has to be 1 to 256 bytes of text.";
        }

        if (entry.Username.Trim().Length is 0 or > Username.MaxLength)
        {
            yield return $"Username has to be 1 to {Username.MaxLength} characters.";
        }

        if (entry.TotpSecret is { } secret && (!Base32.TryDecode(secret, out byte[]? key) || key.Length < Totp.MinSecretBytes))
        {
            yield return $"TotpSecret has to be base32 of at least {Totp.MinSecretBytes} bytes.";
        }

        if (entry.UpstreamIssuer is null != entry.UpstreamSubject is null)
        {
            yield return "UpstreamIssuer and UpstreamSubject go together.";
        }
    }
}
