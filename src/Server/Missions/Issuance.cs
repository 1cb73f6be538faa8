using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Missions;

/// <summary>Issuing under a Mission, whatever is issued: the question is about one state of the Mission, and nothing is issued under another.</summary>
internal static class Issuance
{
    // The question is asked again when the Mission changed between the answer and the transaction; a Mission that changes more often than that is busy being stopped.
    private const int Attempts = 4;

    // Writing the time of every use would rewrite the row for each token; a little early is safe, late is not.
    private static readonly TimeSpan UseGrain = TimeSpan.FromSeconds(30);

    /// <summary>Asks until the Mission stays what it was while it is asked about.</summary>
    /// <typeparam name="T">What is issued.</typeparam>
    /// <param name="store">The store.</param>
    /// <param name="missionId">The Mission of the credential.</param>
    /// <param name="detail">What is asked for, or null.</param>
    /// <param name="once">Asks and issues; null when the Mission changed meanwhile.</param>
    /// <param name="cancellation">Stops before anything was issued.</param>
    public static async Task<Parsed<T>> AskAsync<T>(
        IStore store, string missionId, MissionDetail? detail, Func<Document<Mission>, Task<Parsed<T>?>> once, CancellationToken cancellation)
        where T : notnull
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Document<Mission>? found = await store.GetAsync(MissionTables.Missions, missionId, cancellation);
            if (found is null)
            {
                return OAuthErrors.InvalidGrant.Because("the Mission is gone");
            }

            if (detail is not null && detail.MissionRef != found.Value.MissionRef)
            {
                return OAuthErrors.InvalidGrant.Because("mission_ref is not the Mission of this credential");
            }

            if (await once(found) is { } answer)
            {
                return answer;
            }
        }

        return OAuthErrors.TemporarilyUnavailable.Because("the Mission is changing; ask again");
    }

    /// <summary>Issues in one transaction: the Mission as it was asked about, the credential, the record.</summary>
    /// <typeparam name="T">What is issued.</typeparam>
    /// <param name="store">The store.</param>
    /// <param name="asked">The Mission as it was asked about.</param>
    /// <param name="credential">Checks the credential again.</param>
    /// <param name="prepared">What is issued.</param>
    /// <param name="cancellation">Stops before anything was issued.</param>
    /// <returns>What was issued, an error of the credential, or null when the Mission changed meanwhile.</returns>
    public static Task<Parsed<T>?> KeepAsync<T>(
        IStore store, Document<Mission> asked, Func<IStoreTransaction, OAuthError?> credential, Prepared<T> prepared, CancellationToken cancellation)
        where T : notnull => store.WriteAsync<Parsed<T>?>(
            write =>
            {
                Document<Mission>? current = write.Get(MissionTables.Missions, asked.Key);
                if (current is null || !IsSame(current.Value, asked.Value) || MissionClock.Effective(current.Value, write.Now) != MissionState.Active)
                {
                    return null;
                }

                if (credential(write) is { } error)
                {
                    return error;
                }

                write.Add(TokenTables.Issued, prepared.Row);
                MissionAudiences.Add(write, current.Value, prepared.Row.Audience);
                prepared.Evidence.Append(write);
                Touch(write, current);
                return prepared.Issued;
            },
            cancellation);

    /// <summary>Whether a Mission still is what a question was asked about; a mere use does not count.</summary>
    public static bool IsSame(Mission now, Mission asked) => now.State == asked.State && now.Version == asked.Version && now.EnvelopeDigest == asked.EnvelopeDigest;

    // For the idle limit.
    private static void Touch(IStoreTransaction write, Document<Mission> current)
    {
        if (current.Value.Idle is not null && (current.Value.UsedAt is not { } used || write.Now - used >= UseGrain))
        {
            write.Update(MissionTables.Missions, current.Value with { UsedAt = write.Now }, current.Version);
        }
    }
}
