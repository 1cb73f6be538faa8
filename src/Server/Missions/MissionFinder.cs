using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>Finds stored Missions.</summary>
internal sealed class MissionFinder(IStore store)
{
    public ValueTask<Document<Mission>?> ByIdAsync(string missionId, CancellationToken cancellation) =>
        store.GetAsync(MissionTables.Missions, missionId, cancellation);

    /// <summary>The Mission of a handle, or null.</summary>
    public async ValueTask<Document<Mission>?> ByRefAsync(string missionRef, CancellationToken cancellation)
    {
        Page<Mission> found = await store.FindAsync(MissionTables.Missions, TableQuery.Where(MissionTables.ByRef, missionRef) with { Limit = 1 }, cancellation);
        return found.Items.IsEmpty ? null : found.Items[0];
    }

    /// <summary>The Mission of a handle, inside a transaction.</summary>
    public static Document<Mission>? ByRef(IStoreTransaction write, string missionRef)
    {
        Page<Mission> found = write.Find(MissionTables.Missions, TableQuery.Where(MissionTables.ByRef, missionRef) with { Limit = 1 });
        return found.Items.IsEmpty ? null : found.Items[0];
    }
}
