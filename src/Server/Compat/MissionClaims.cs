using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Compat;

/// <summary>Who gets the claim <c>mission</c>: nobody while the switch is off, and no audience that knows people by pairwise identifiers.</summary>
/// <remarks>Source: compatibility digest §4 rows 1, 2 and 16.</remarks>
internal sealed class MissionClaims(MissionSeal seal, IOptions<MissionDraftOptions> draft, IOptions<ServerOptions> server)
{
    /// <summary>The claim.</summary>
    /// <param name="mission">The Mission, or null.</param>
    /// <param name="sector">The sector that the subject identifier is made for, or null for a public one.</param>
    /// <returns>The claim, or null when there is none to write.</returns>
    public MissionClaim? Of(Mission? mission, string? sector) => mission is null || sector is not null || !draft.Value.Enabled
        ? null
        : new MissionClaim(mission.MissionRef, server.Value.Issuer, mission.AuthorityHash ?? seal.AuthorityHash(seal.Envelope(mission).Envelope));
}
