namespace MissionPolicy.Engine.Catalog;

/// <summary>How often one client may put questions of one kind to one person.</summary>
/// <param name="Most">How many questions fit into the window, from 1 to <see cref="Largest"/>.</param>
/// <param name="Per">The length of the window, which moves with the clock; from <see cref="Shortest"/> to <see cref="Longest"/>.</param>
/// <remarks>Source: article, "Consent Fatigue Is the Failure Mode".</remarks>
public sealed record PromptBudget(int Most, TimeSpan Per)
{
    /// <summary>The largest number of questions that a budget may allow, so that what a host remembers stays bounded.</summary>
    public const int Largest = 100;

    /// <summary>The shortest window.</summary>
    public static TimeSpan Shortest { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest window.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(30);
}
