using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.Configuration;

/// <summary>Whom the resource authorization server role trusts, and what its own policy gives (section <c>ResourceRole</c>).</summary>
/// <remarks>None of it is ever published: trust lists are not metadata. Source: id-jag digest §5, §7.</remarks>
internal sealed class ResourceRoleOptions
{
    public const string Section = "ResourceRole";

    /// <summary>The providers whose assertions are redeemed.</summary>
    public List<TrustedIssuerOptions> Issuers { get; set; } = [];

    /// <summary>What is given, by purpose kind; a kind without a row gets nothing.</summary>
    public List<LocalPolicyOptions> Policies { get; set; } = [];

    /// <summary>The longest assertion that is taken, in seconds from its issue to its end.</summary>
    [Range(10, 300)]
    public int MaxAssertionSeconds { get; set; } = 300;

    /// <summary>How far the clocks of two servers may differ, in seconds.</summary>
    [Range(0, 60)]
    public int SkewSeconds { get; set; } = 10;
}
