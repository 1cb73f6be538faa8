namespace MissionPolicy.Server.Storage;

/// <summary>Adds the store to the host.</summary>
internal static class StorageRegistration
{
    /// <summary>Declares a table. Each room registers its own; a table that is not registered cannot be used.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="table">The table.</param>
    public static IServiceCollection AddStoreTable(this IServiceCollection services, TableDefinition table) => services.AddSingleton(table);
}
