using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>The door behind an <c>interaction_uri</c>: it leads to the approval page of
/// exactly what was asked for. Opening it decides nothing.</summary>
/// <remarks>It may be opened as often as one likes, by any browser, as long as the request waits: who may answer is decided by the sign-in.
/// Source: OAuth Deferred Token Response draft -01, <c>interaction_uri</c>.</remarks>
internal sealed class DeferralEntrance(
    IStore store, Interactions interactions, RequestSeal requests, IClientRegistry clients, DeferredSeal seal)
{
    /// <summary>The first part of the addresses.</summary>
    public const string Path = "/approve/i/";

    /// <summary>The address of a request.</summary>
    /// <param name="process">The request.</param>
    public string PathOf(DeferredProcess process) => Path + seal.Open(DeferredSeal.Entrance, process.Entrance);

    /// <summary>Opens the door for a browser.</summary>
    /// <param name="http">The browser.</param>
    /// <param name="entrance">The last part of the address.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>Where to go on; null when the address is unknown or its client is gone.</returns>
    public async Task<string?> OpenAsync(HttpContext http, string entrance, CancellationToken cancellation)
    {
        Document<DeferredProcess>? found = await DeferredTables.FindAsync(store, DeferredTables.ByEntrance, entrance, cancellation);
        if (found is null || await clients.FindAsync(found.Value.ClientId, cancellation) is not { } client)
        {
            return null;
        }

        StoredParameters parameters = requests.Open(found.Value.Parameters!);
        AcceptedRequest request = new(client, parameters, parameters.Request(), found.Value.KeyThumbprint);
        string handle = await interactions.BeginAsync(http, request, found.Value.ProcessId, found.Value.ExpiresAt, cancellation);
        return Interactions.Path + handle;
    }
}
