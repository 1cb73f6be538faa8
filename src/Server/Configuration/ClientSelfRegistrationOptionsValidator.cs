using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Configuration;

/// <summary>Checks <see cref="ClientSelfRegistrationOptions"/> when the host starts.</summary>
internal sealed class ClientSelfRegistrationOptionsValidator : IValidateOptions<ClientSelfRegistrationOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ClientSelfRegistrationOptions options)
    {
        List<string> failures = [];
        failures.AddRange(options.InitialAccessTokenHashes.Where(hash => !SecretText.IsHash(hash)).Select(_ => "InitialAccessTokenHashes has to hold base64url SHA-256 hashes."));
        if (!ScopeText.Parse(options.Scope).Match(_ => true, _ => false))
        {
            failures.Add("Scope has characters that no scope may have.");
        }

        if (options.MaxMissionLifetime.Length > 0 && !FactText.TryDuration(options.MaxMissionLifetime, out _))
        {
            failures.Add("MaxMissionLifetime has to be a duration like 8h or PT8H.");
        }

        return failures.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(failures.Select(failure => $"{ClientSelfRegistrationOptions.Section}:{failure}"));
    }
}
