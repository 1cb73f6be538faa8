using MissionPolicy.Server.Clients;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Authorize;

/// <summary>Brings an interaction together: its row, its request, its client, the browser's sign-in.</summary>
internal sealed class InteractionReader(Interactions interactions, RequestSeal seal, IClientRegistry clients, BrowserSession sessions)
{
    /// <summary>The interaction, or null when it is over or of another browser.</summary>
    public async Task<InteractionView?> ReadAsync(HttpContext http, string handle, CancellationToken cancellation)
    {
        if (await interactions.FindAsync(http, handle, cancellation) is not { } interaction
            || await clients.FindAsync(interaction.ClientId, cancellation) is not { } client)
        {
            return null;
        }

        return new InteractionView(interaction, seal.Open(interaction.Parameters).Request(), client, await sessions.ReadAsync(http));
    }
}
