using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Evaluation;

/// <summary>One class for many reasons, in words that any enforcement point understands.</summary>
internal static class ReasonClasses
{
    private static readonly (string Class, string[] Codes)[] Table =
    [
        ("mission_inactive", [ReasonCodes.MissionNotActive, ReasonCodes.UnknownMission]),
        ("actor_invalid", [ReasonCodes.ActorMismatch]),
        ("credential_invalid", [ReasonCodes.KeyMismatch]),
        ("resource_policy", [ReasonCodes.ForbiddenByCatalog, ReasonCodes.CatalogWithdrawn, ReasonCodes.RecentlyDeclined, ReasonCodes.AskedTooOften, ReasonCodes.AskingStopped, ReasonCodes.SignInTooWeak]),
        (
            "out_of_authority",
            [
                ReasonCodes.SubjectOutside, ReasonCodes.TenantOutside, ReasonCodes.ResourceClassOutside, ReasonCodes.OperationStronger,
                ReasonCodes.OperationOutside, ReasonCodes.LifetimeLonger, ReasonCodes.PropagationAudience, ReasonCodes.PropagationDepth,
            ]),
        ("parameter_violation", [ReasonCodes.ParamOutsideBounds, ReasonCodes.ResourceOutsideBounds]),
    ];

    /// <summary>The first class of the table that one of the reasons is in: what cannot be asked for comes before what can.</summary>
    public static string Of(ValueArray<Reason> reasons) => Table
        .Where(row => reasons.Any(reason => row.Codes.Contains(reason.Code, StringComparer.Ordinal)))
        .Select(row => row.Class)
        .DefaultIfEmpty("resource_policy")
        .First();
}
