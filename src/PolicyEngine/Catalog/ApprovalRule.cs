using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>Who approves a Mission of a purpose.</summary>
public sealed record ApprovalRule
{
    /// <summary>The mode.</summary>
    public required ApprovalMode Mode { get; init; }

    /// <summary>Whether the Mission must have been created beforehand and is only approved by the sign-in.</summary>
    public bool Precreated { get; init; }

    /// <summary>Groups whose members may approve a pre-created or pending Mission
    /// besides its own subject; <c>group:name</c>, sorted.</summary>
    public ValueArray<string> Approvers { get; init; }

    /// <summary>For how long a declined question is refused without a new prompt, also
    /// with other values; null for no such memory.</summary>
    public TimeSpan? RememberDecline { get; init; }

    /// <summary>How often one client may put questions of this kind to one person, all values together; null for no such budget.</summary>
    public PromptBudget? Prompts { get; init; }

    /// <summary>The review; present exactly when <see cref="Mode"/> is <see cref="ApprovalMode.Review"/> or a rule of the author asks for
    /// one.</summary>
    public ReviewRule? Review { get; init; }
}
