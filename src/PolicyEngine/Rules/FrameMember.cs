namespace MissionPolicy.Engine.Rules;

/// <summary>The members of an action that every action has.</summary>
internal enum FrameMember
{
    None,
    Subject,
    Tenant,
    Resource,
    Operation,
    Audience,
    At,
    Until,
    PropagationAudience,
    PropagationDepth,
}
