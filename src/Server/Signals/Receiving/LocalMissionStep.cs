namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>What an event does to our reference of another provider's Mission.</summary>
internal enum LocalMissionStep
{
    /// <summary>It is older than what we know.</summary>
    Ignore,

    /// <summary>It says what we knew, one version on.</summary>
    Confirm,

    /// <summary>The tokens that are out end; a fresh assertion gives new ones.</summary>
    Renew,

    /// <summary>The tokens that are out end, and no assertion is redeemed.</summary>
    Stop,
}
