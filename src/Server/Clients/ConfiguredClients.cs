using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.Clients;

/// <summary>The clients of the configuration, read once at start.</summary>
internal sealed class ConfiguredClients
{
    private readonly FrozenDictionary<string, Client> clients;

    /// <summary>Reads the clients.</summary>
    /// <exception cref="OptionsValidationException">One of them is not acceptable; every mistake is named.</exception>
    public ConfiguredClients(IOptions<List<ClientOptions>> options, ClientOptionsReader reader) =>
        clients = options.Value.Select(client => reader.Read(client, out _)).ToFrozenDictionary(client => client.ClientId, StringComparer.Ordinal);

    /// <summary>The client with an identifier, or null.</summary>
    /// <param name="clientId">The <c>client_id</c>.</param>
    public Client? Find(string clientId) => clients.GetValueOrDefault(clientId);
}
