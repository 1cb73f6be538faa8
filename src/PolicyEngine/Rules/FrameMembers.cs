namespace MissionPolicy.Engine.Rules;

/// <summary>The wire names of the members of an action.</summary>
internal static class FrameMembers
{
    public static FrameMember Of(string path) => path switch
    {
        "subject" => FrameMember.Subject,
        "tenant" => FrameMember.Tenant,
        "resource" => FrameMember.Resource,
        "operation" => FrameMember.Operation,
        "audience" => FrameMember.Audience,
        "at" => FrameMember.At,
        "until" => FrameMember.Until,
        "propagation_audience" => FrameMember.PropagationAudience,
        "propagation_depth" => FrameMember.PropagationDepth,
        _ => FrameMember.None,
    };
}
