using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>One purpose, exactly as its author wrote it: the model of a file in <c>catalog/purposes/</c>.</summary>
/// <remarks>Source: article, "Purpose Catalog Requirement".</remarks>
public sealed record CatalogEntry
{
    /// <summary>The purpose class: an absolute URI, the key of the catalog.</summary>
    public required string Kind { get; init; }

    /// <summary>The version, from 1; raised whenever the meaning changes.</summary>
    public required int Version { get; init; }

    /// <summary>Who answers for the entry; an address or a group.</summary>
    public required string Owner { get; init; }

    /// <summary>The title on the approval page.</summary>
    public required string Title { get; init; }

    /// <summary>One or two sentences for the approval page.</summary>
    public required string Summary { get; init; }

    /// <summary>Who may use the purpose, and where.</summary>
    public required AllowedParties Allowed { get; init; }

    /// <summary>The instance inputs.</summary>
    public required ParamsRule Params { get; init; }

    /// <summary>The strength of the sign-in.</summary>
    public required AuthenticationRule Authentication { get; init; }

    /// <summary>Who approves.</summary>
    public required ApprovalRule Approval { get; init; }

    /// <summary>What the Mission may do; never empty.</summary>
    public required ValueArray<AuthorityRule> Authority { get; init; }

    /// <summary>What it may never do, whoever asks.</summary>
    public ValueArray<ForbiddenRule> Never { get; init; }

    /// <summary>How long.</summary>
    public required LifetimeRule Lifetime { get; init; }

    /// <summary>How far downstream.</summary>
    public required PropagationRule Propagation { get; init; }

    /// <summary>The author's own rules; they can only tighten.</summary>
    public ValueArray<AuthorRule> Rules { get; init; }

    /// <summary>The strictest approval that an event can need: the entry's own mode, or what a rule of the author asks for.</summary>
    public ApprovalMode StrictestApproval => Rules.Select(rule => rule.Then.Approval).OfType<ApprovalMode>().Append(Approval.Mode).Max();

    /// <summary>When a sign-in may resume the Mission.</summary>
    public required ResumeRule Resume { get; init; }

    /// <summary>What a change of this entry does to Missions that live.</summary>
    public ChangeRule OnChange { get; init; }

    /// <summary>The author's expected decisions.</summary>
    public ValueArray<CatalogCase> Cases { get; init; }

    /// <summary>Where the entry stands. Not part of its meaning.</summary>
    public required SourceMap Source { get; init; }
}
