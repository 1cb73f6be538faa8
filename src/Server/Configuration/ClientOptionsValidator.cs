using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;

namespace MissionPolicy.Server.Configuration;

/// <summary>Checks the clients of the configuration when the host starts, and names every mistake by its setting.</summary>
/// <param name="reader">Reads one client.</param>
internal sealed class ClientOptionsValidator(ClientOptionsReader reader) : IValidateOptions<List<ClientOptions>>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, List<ClientOptions> options)
    {
        List<string> failures = [];
        for (int i = 0; i < options.Count; i++)
        {
            reader.Read(options[i], out ImmutableArray<ClientFault> faults);
            failures.AddRange(faults.Select(fault => $"{ClientOptions.Section}:{i}:{Setting(fault.Member)} ({options[i].ClientId}) {fault.Problem}."));
        }

        failures.AddRange(options.GroupBy(client => client.ClientId, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => $"{ClientOptions.Section} has two clients named {group.Key}."));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    // redirect_uris is RedirectUris here.
    private static string Setting(string member) => string.Concat(member.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
