using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Missions;

/// <summary>A token or an assertion that is signed but not issued: its record has to be on disk first.</summary>
/// <typeparam name="T">What is issued.</typeparam>
/// <param name="Issued">What is issued.</param>
/// <param name="Row">Its record.</param>
/// <param name="Evidence">Its evidence.</param>
internal sealed record Prepared<T>(T Issued, IssuedToken Row, EvidenceDraft Evidence)
    where T : notnull;
