namespace MissionPolicy.Server.Protocol;

/// <summary>The names of the response types.</summary>
internal static class ResponseTypes
{
    public const string Code = "code";
    public const string Deferred = "deferred_code";
    public const string DeferredOrCode = "deferred_code code";

    /// <summary>The registered name.</summary>
    public static string Name(ResponseType type) => type switch
    {
        ResponseType.Code => Code,
        ResponseType.DeferredCode => Deferred,
        _ => DeferredOrCode,
    };
}
