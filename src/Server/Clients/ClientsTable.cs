using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Clients;

/// <summary>The table of this room.</summary>
internal static class ClientsTable
{
    public static readonly Table<RegisteredClient> Registered = new("registered_clients")
    {
        Json = ClientsJson.Default.RegisteredClient,
        Key = static client => client.ClientId,
    };
}
