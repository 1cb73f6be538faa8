namespace MissionPolicy.Server.Clients;

/// <summary>Every client: those of the configuration first, so that nobody can register over one.</summary>
/// <param name="configured">Those of the configuration.</param>
/// <param name="registered">Those that registered themselves.</param>
internal sealed class ClientRegistry(ConfiguredClients configured, ClientSelfRegistration registered) : IClientRegistry
{
    /// <inheritdoc/>
    public ValueTask<Client?> FindAsync(string clientId, CancellationToken cancellation) =>
        configured.Find(clientId) is { } client ? ValueTask.FromResult<Client?>(client) : registered.FindAsync(clientId, cancellation);
}
