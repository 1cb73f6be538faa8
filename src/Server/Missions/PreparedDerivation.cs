using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Missions;

/// <summary>A token that is signed but not issued: its record has to be on disk first.</summary>
/// <param name="Token">The token.</param>
/// <param name="Row">Its record.</param>
/// <param name="Evidence">Its evidence.</param>
internal sealed record PreparedDerivation(DerivedToken Token, IssuedToken Row, EvidenceDraft Evidence);
