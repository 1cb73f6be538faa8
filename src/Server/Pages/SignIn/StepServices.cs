using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Pages.SignIn;

/// <summary>What every page of a sign-in needs.</summary>
/// <param name="Sessions">The session cookie.</param>
/// <param name="Levels">The levels.</param>
/// <param name="Targets">Where forms may end up.</param>
/// <param name="Time">The clock.</param>
internal sealed record StepServices(BrowserSession Sessions, AssuranceLevels Levels, IFormTargets Targets, TimeProvider Time);
