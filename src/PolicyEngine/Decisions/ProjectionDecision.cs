using System.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>What may cross to a downstream authorization server?</summary>
/// <remarks>Source: article, "Mission Projection Profile For ID-JAG".</remarks>
public abstract record ProjectionDecision
{
    private ProjectionDecision()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="project">These claims may cross.</param>
    /// <param name="refused">Nothing crosses.</param>
    public T Match<T>(Func<Project, T> project, Func<Refused, T> refused) => this switch
    {
        Project value => project(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>These claims may cross, and no other.</summary>
    /// <param name="Claims">The claims.</param>
    public sealed record Project(ProjectionClaims Claims) : ProjectionDecision;

    /// <summary>Nothing crosses.</summary>
    /// <param name="Reasons">Every reason.</param>
    public sealed record Refused(ValueArray<Reason> Reasons) : ProjectionDecision;
}
