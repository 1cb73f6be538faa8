using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>A newly found action that an agent wants to take, with typed attributes.</summary>
/// <remarks>Members that are not set are absent: a rule that needs one crosses. Subject and tenant are filled by the host from its own
/// record of the Mission where the caller does not name them.</remarks>
public sealed record DiscoveredAction : IFacts
{
    /// <summary>The subject acted for.</summary>
    public required string Subject { get; init; }

    /// <summary>The tenant acted in.</summary>
    public required string Tenant { get; init; }

    /// <summary>The resource class.</summary>
    public required string Resource { get; init; }

    /// <summary>The operation.</summary>
    public required string Operation { get; init; }

    /// <summary>The resource server, or null when the caller does not name it.</summary>
    public string? Audience { get; init; }

    /// <summary>The time of the question.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Until when authority is wanted, or null for no more than the Mission gives.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The downstream AS to reach, or null when the work stays home.</summary>
    public string? PropagationAudience { get; init; }

    /// <summary>How many derivations away from the home AS; null when not asked.</summary>
    public int? PropagationDepth { get; init; }

    /// <summary>The attributes, typed by the vocabulary. <c>id</c> names the object.</summary>
    public ImmutableArray<AttributeValue> Attributes { get; init; } = [];

    /// <inheritdoc/>
    public FactValue Get(FactName name)
    {
        if (name.Scope == FactScope.Action)
        {
            foreach (AttributeValue attribute in Attributes)
            {
                if (string.Equals(attribute.Name, name.Path, StringComparison.Ordinal))
                {
                    return attribute.Value;
                }
            }

            return FactValue.Absent;
        }

        return Frame(name.Member);
    }

    private FactValue Frame(FrameMember member) => member switch
    {
        FrameMember.Subject => FactValue.Text(Subject),
        FrameMember.Tenant => FactValue.Text(Tenant),
        FrameMember.Resource => FactValue.Text(Resource),
        FrameMember.Operation => FactValue.Text(Operation),
        FrameMember.Audience => Audience is null ? FactValue.Absent : FactValue.Text(Audience),
        FrameMember.At => FactValue.Instant(At),
        FrameMember.Until => Until is null ? FactValue.Absent : FactValue.Instant(Until.Value),
        FrameMember.PropagationAudience => PropagationAudience is null ? FactValue.Absent : FactValue.Text(PropagationAudience),
        FrameMember.PropagationDepth => PropagationDepth is null ? FactValue.Absent : FactValue.Number(PropagationDepth.Value),
        _ => FactValue.Absent,
    };
}
