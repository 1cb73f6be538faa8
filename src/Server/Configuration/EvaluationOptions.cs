using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.Configuration;

/// <summary>How boundary questions are answered (section <c>Evaluation</c>).</summary>
internal sealed class EvaluationOptions
{
    public const string Section = "Evaluation";

    /// <summary>The identifier of this decision point: an absolute URI without query and fragment. Empty: scheme and host of the request.</summary>
    public string PolicyDecisionPoint { get; set; } = string.Empty;

    /// <summary>How many questions one batch may hold.</summary>
    [Range(1, 1000)]
    public int MaxBatch { get; set; } = 100;

    /// <summary>How long a permit may be kept, in seconds; never past the Mission's end.</summary>
    [Range(1, 3600)]
    public int ValidSeconds { get; set; } = 300;

    /// <summary>How long a re-approval request may be used, in seconds.</summary>
    [Range(1, 86400)]
    public int ReapprovalSeconds { get; set; } = 900;

    /// <summary>How many requests one caller may send in a minute.</summary>
    [Range(1, int.MaxValue)]
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>The file that decisions are appended to, one JSON object a line. Empty: none is written.</summary>
    public string DecisionLog { get; set; } = string.Empty;
}
