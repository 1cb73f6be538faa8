using MissionPolicy.Server.Oversight;

namespace MissionPolicy.Server.Pages.Missions;

/// <summary>One Mission of a list.</summary>
/// <param name="View">The Mission.</param>
/// <param name="IsOwn">Whether it acts for the reader.</param>
/// <param name="MayStop">Whether the reader may stop it now.</param>
internal sealed record MissionRow(MissionView View, bool IsOwn, bool MayStop);
