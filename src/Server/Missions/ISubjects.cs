namespace MissionPolicy.Server.Missions;

/// <summary>What this server itself knows of the people that Missions act for.</summary>
internal interface ISubjects
{
    /// <summary>The facts about a subject.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <returns>The facts, or null when there is no such subject or it was disabled.</returns>
    ValueTask<SubjectFacts?> FindAsync(string subject, CancellationToken cancellation);
}
