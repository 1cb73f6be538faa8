using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Grants;

/// <summary>A code or refresh token that comes a second time: somebody holds a copy, so all that came from it ends.</summary>
/// <remarks>Source: RFC 6749 §4.1.2; RFC 9700 §4.14.2.</remarks>
internal sealed class GrantReuse(IStore store, ILogger<GrantReuse> log)
{
    /// <summary>Ends the family and gives the answer.</summary>
    public async Task<OAuthError> EndAsync(string familyId, string clientId, string? missionId, string reason, CancellationToken cancellation)
    {
        EvidenceDraft evidence = Families.Reuse(clientId, missionId, reason);
        await store.WriteAsync(
            write =>
            {
                Families.End(write, familyId, reason);
                evidence.Append(write);
                return true;
            },
            cancellation);
        ServerLog.ReuseDetected(log, clientId, familyId);
        return OAuthErrors.InvalidGrant.Because("used before");
    }
}
