using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.SignIn;

/// <summary>Which assurance level each method reaches: names of the catalog's vocabulary (section <c>SignIn:Levels</c>).</summary>
internal sealed class LevelOptions
{
    /// <summary>A password alone.</summary>
    [Required]
    public string Password { get; set; } = "pwd";

    /// <summary>A password and a one-time code.</summary>
    [Required]
    public string OneTimeCode { get; set; } = "mfa";

    /// <summary>A passkey with user verification.</summary>
    [Required]
    public string Passkey { get; set; } = "phr";
}
