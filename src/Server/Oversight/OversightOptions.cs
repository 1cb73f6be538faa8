using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.Oversight;

/// <summary>Who oversees Missions, and how the clock is written down (section <c>Oversight</c>).</summary>
internal sealed class OversightOptions
{
    public const string Section = "Oversight";

    /// <summary>The group of accounts whose members see and stop every Mission on the pages.</summary>
    [Required]
    public string Administrators { get; set; } = "group:administrators";

    /// <summary>The level that an administrator has to sign in with.</summary>
    [Required]
    public string Acr { get; set; } = "mfa";

    /// <summary>The level that lifting a suspension asks for: a stronger right than to suspend.</summary>
    [Required]
    public string ResumeAcr { get; set; } = "phr";

    /// <summary>How often ended Missions are written down as expired, in seconds. They hold no authority from their end on, whenever that is.</summary>
    [Range(1, 3600)]
    public int SweepSeconds { get; set; } = 10;
}
