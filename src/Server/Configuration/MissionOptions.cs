namespace MissionPolicy.Server.Configuration;

/// <summary>One Mission that is configured rather than approved (section <c>Missions</c>): for trials, enforcement-point tests and demonstrations.</summary>
internal sealed class MissionOptions
{
    public const string Section = "Missions";

    /// <summary>The handle, <c>mr_…</c>.</summary>
    public string MissionRef { get; set; } = string.Empty;

    /// <summary>The purpose kind.</summary>
    public string Kind { get; set; } = string.Empty;

    /// <summary>The params as a JSON object.</summary>
    public string Params { get; set; } = "{}";

    public string Client { get; set; } = string.Empty;

    public string? Application { get; set; }

    public string Tenant { get; set; } = string.Empty;

    public string Subject { get; set; } = string.Empty;

    /// <summary>The verified actor, if the Mission is bound to one.</summary>
    public string? Actor { get; set; }

    /// <summary>The thumbprint (RFC 7638) of the key that the Mission is bound to, if any.</summary>
    public string? KeyThumbprint { get; set; }

    /// <summary>Active, suspended, revoked, ….</summary>
    public string State { get; set; } = "active";
}
