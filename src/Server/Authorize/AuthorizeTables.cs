using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Authorize;

/// <summary>The tables of this room.</summary>
internal static class AuthorizeTables
{
    public static readonly Table<PushedRequest> Pushed = new("pushed_requests")
    {
        Json = AuthorizeJson.Default.PushedRequest,
        Key = static request => request.Handle,
        Expires = static request => request.ExpiresAt,
    };

    public static readonly Table<Interaction> Interactions = new("interactions")
    {
        Json = AuthorizeJson.Default.Interaction,
        Key = static interaction => interaction.Handle,
        Expires = static interaction => interaction.ExpiresAt,
    };

    public static IServiceCollection AddAuthorizeTables(this IServiceCollection services) =>
        services.AddStoreTable(Pushed).AddStoreTable(Interactions);
}
