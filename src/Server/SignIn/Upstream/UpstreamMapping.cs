using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.SignIn.Upstream;

/// <summary>A word of another provider and ours for it. A list of pairs, because names in settings cannot hold the colon of a URI.</summary>
internal sealed class UpstreamMapping
{
    /// <summary>Its word.</summary>
    [Required]
    public string From { get; set; } = string.Empty;

    /// <summary>Our word.</summary>
    [Required]
    public string To { get; set; } = string.Empty;
}
