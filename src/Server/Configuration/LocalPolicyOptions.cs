namespace MissionPolicy.Server.Configuration;

/// <summary>What a resource authorization server gives for one class of tasks; the assertion can only make it less.</summary>
internal sealed class LocalPolicyOptions
{
    /// <summary>The purpose kind.</summary>
    public string PurposeKind { get; set; } = string.Empty;

    /// <summary>The resource servers.</summary>
    public List<string> Resources { get; set; } = [];

    /// <summary>The operations, <c>class.operation</c>.</summary>
    public List<string> Scopes { get; set; } = [];

    /// <summary>The levels of sign-in that are enough; empty for any.</summary>
    public List<string> AcrValues { get; set; } = [];

    /// <summary>Whether an actor has to be named by the provider.</summary>
    public bool RequireActor { get; set; }

    /// <summary>The longest local token, in seconds; never past the assertion.</summary>
    public int TokenSeconds { get; set; } = 300;
}
