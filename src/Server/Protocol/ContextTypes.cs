using System.Collections.Immutable;

namespace MissionPolicy.Server.Protocol;

/// <summary>The context types that this server knows.</summary>
/// <remarks>Source: Client Context draft, registered context types.</remarks>
internal static class ContextTypes
{
    public const string Application = "app";
    public const string Tenant = "tenant";
    public const string Purpose = "purpose";

    /// <summary>For metadata.</summary>
    public static ImmutableArray<string> All { get; } = [Application, Tenant, Purpose];
}
