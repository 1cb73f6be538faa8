namespace MissionPolicy.Server.Accounts;

/// <summary>One account that is created at start where it is missing (section <c>Accounts</c>). Changing an entry later changes nothing.</summary>
internal sealed class AccountOptions
{
    public const string Section = "Accounts";

    public string Subject { get; set; } = string.Empty;

    public string Username { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public string? Email { get; set; }

    public bool EmailVerified { get; set; }

    /// <summary>The password in clear; <see cref="PasswordHash"/> is better.</summary>
    public string? Password { get; set; }

    /// <summary>The password in the form of the framework's hasher.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>The secret of the authenticator app, base32.</summary>
    public string? TotpSecret { get; set; }

    /// <summary><c>group:name</c>.</summary>
    public List<string> Groups { get; set; } = [];

    public List<string> Tenants { get; set; } = [];

    /// <summary>Claims of one text.</summary>
    public Dictionary<string, string> Claims { get; set; } = [];

    /// <summary>Claims of several texts.</summary>
    public Dictionary<string, List<string>> SetClaims { get; set; } = [];

    /// <summary>The provider that signs this person in, and the person's <c>sub</c> there.</summary>
    public string? UpstreamIssuer { get; set; }

    public string? UpstreamSubject { get; set; }

    public bool Disabled { get; set; }
}
