using MissionPolicy.Server.Downstream;

namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>Decides what an event does to our reference of another provider's Mission. Anything but exactly <c>active</c> stops it.</summary>
/// <remarks>Where a version is missing in between, something was not told: the tokens of that time end, and the next assertion, which the home
/// provider only gives for an active Mission, is the fresh answer. Source: signals digest §9, steps 3 to 5.</remarks>
internal static class LocalMissionRules
{
    /// <summary>Decides.</summary>
    /// <param name="known">What we know, or null.</param>
    /// <param name="told">What is told.</param>
    public static LocalMissionStep Decide(LocalMission? known, MissionTold told)
    {
        int version = known?.Version ?? 0;
        bool hasVersion = told.Version > 0;
        if (hasVersion && told.Version <= version)
        {
            return LocalMissionStep.Ignore;
        }

        if (told.State is not (null or MissionTold.Active))
        {
            return LocalMissionStep.Stop;
        }

        // Less authority: what is out may say too much.
        bool isNarrowed = told.State is null;
        bool hasGap = told.Version > version + 1;
        bool wasStopped = known is not null && known.State != MissionTold.Active;
        return isNarrowed && wasStopped ? LocalMissionStep.Confirm
            : isNarrowed || hasGap || wasStopped ? LocalMissionStep.Renew
            : LocalMissionStep.Confirm;
    }
}
