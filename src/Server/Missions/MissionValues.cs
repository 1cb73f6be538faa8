using System.Collections.Frozen;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Clients;

namespace MissionPolicy.Server.Missions;

/// <summary>The applied values of stored Missions, with what is known of subject and client now.</summary>
internal sealed class MissionValues(MissionSeal seal, ISubjects subjects, IClientRegistry clients)
{
    /// <summary>The values of a Mission.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<AppliedValues> OfAsync(Mission mission, CancellationToken cancellation)
    {
        AppliedRecord applied = seal.Applied(mission);
        SubjectFacts? subject = await subjects.FindAsync(mission.Subject, cancellation);
        Client? client = await clients.FindAsync(mission.Client, cancellation);
        return new AppliedValues
        {
            Client = mission.Client,
            Subject = mission.Subject,
            Application = applied.Application,
            Tenant = applied.Tenant,
            ParamsJson = applied.Params,
            ExpiresAt = applied.ExpiresAt,
            MaxDuration = applied.MaxDuration,
            ClientMaxLifetime = client?.MaxMissionLifetime,
            SubjectTenants = subject?.Tenants,
            SubjectClaims = subject?.Claims ?? FrozenDictionary<string, FactValue>.Empty,
        };
    }
}
