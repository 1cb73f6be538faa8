namespace MissionPolicy.Server.Signals;

/// <summary>Who brought something about, in CAEP's four words.</summary>
/// <remarks>Source: CAEP 1.0 §2.</remarks>
internal static class InitiatingEntity
{
    public const string Admin = "admin";
    public const string User = "user";
    public const string Policy = "policy";
    public const string System = "system";

    /// <summary>Read from the reason code of a transition, whose first word says who.</summary>
    /// <param name="reason">The code, or null.</param>
    public static string Of(string? reason) => reason?.Split('_')[0] switch
    {
        "admin" or "approver" or "reviewer" => Admin,
        "user" or "subject" => User,
        "policy" or "catalog" => Policy,
        _ => System,
    };
}
