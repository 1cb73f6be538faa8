namespace MissionPolicy.Server.Clients;

/// <summary>Finds clients: those of the configuration first, then those that registered themselves.</summary>
internal interface IClientRegistry
{
    /// <summary>The client with an identifier.</summary>
    /// <param name="clientId">The <c>client_id</c>; any text.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <returns>The client, or null when there is none.</returns>
    ValueTask<Client?> FindAsync(string clientId, CancellationToken cancellation);
}
