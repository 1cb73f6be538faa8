namespace MissionPolicy.Server.Evaluation;

/// <summary>When a batch stops.</summary>
/// <remarks>Source: AuthZEN Authorization API 1.0 §7.1.2.1.</remarks>
internal enum BatchSemantic
{
    /// <summary><c>execute_all</c>: never.</summary>
    ExecuteAll,

    /// <summary><c>deny_on_first_deny</c>: after the first denial.</summary>
    DenyOnFirstDeny,

    /// <summary><c>permit_on_first_permit</c>: after the first permit.</summary>
    PermitOnFirstPermit,
}
