namespace MissionPolicy.Client.Context;

/// <summary>The registered context types.</summary>
public static class ContextTypes
{
    /// <summary>The application.</summary>
    public const string App = "app";

    /// <summary>The tenant.</summary>
    public const string Tenant = "tenant";

    /// <summary>The purpose.</summary>
    public const string Purpose = "purpose";
}
