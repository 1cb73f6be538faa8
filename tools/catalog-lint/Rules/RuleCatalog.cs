using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Linting;

namespace MissionPolicy.CatalogLint.Rules;

/// <summary>Every rule, on one page, by id. Ids never change their meaning.</summary>
internal static class RuleCatalog
{
    public static ImmutableArray<LintRule> All { get; } =
    [
        KindWithInstanceData.KindWithInstanceDataRule.Rule,
        VersionNotRaised.VersionNotRaisedRule.Rule,
        InsecureAddress.InsecureAddressRule.Rule,
        FileName.FileNameRule.Rule,
        GoverningUnused.GoverningUnusedRule.Rule,
        OpenObject.OpenObjectRule.Rule,
        UnboundedParam.UnboundedParamRule.Rule,
        UnanchoredPattern.UnanchoredPatternRule.Rule,
        DisplayTextGoverns.DisplayTextGovernsRule.Rule,
        UncomparedSchema.UncomparedSchemaRule.Rule,
        ApproximateFormat.ApproximateFormatRule.Rule,
        ClassUnused.ClassUnusedRule.Rule,
        AuthorityUnreachable.AuthorityUnreachableRule.Rule,
        PrivilegedUnbounded.PrivilegedUnboundedRule.Rule,
        EmptyBound.EmptyBoundRule.Rule,
        OpenPrefix.OpenPrefixRule.Rule,
        StepUpUnreachable.StepUpUnreachableRule.Rule,
        StepUpShadowed.StepUpShadowedRule.Rule,
        StepUpWeaker.StepUpWeakerRule.Rule,
        PrivilegedWithoutStepUp.PrivilegedWithoutStepUpRule.Rule,
        AgentWithoutStepUp.AgentWithoutStepUpRule.Rule,
        NoMaxAge.NoMaxAgeRule.Rule,
        NoSeparationOfDuties.NoSeparationOfDutiesRule.Rule,
        ProvisionalPrivileged.ProvisionalPrivilegedRule.Rule,
        AutoApprovedPrivileged.AutoApprovedPrivilegedRule.Rule,
        ResumeWithoutActor.ResumeWithoutActorRule.Rule,
        LongLifetimeWithoutIdle.LongLifetimeWithoutIdleRule.Rule,
        DeepPropagation.DeepPropagationRule.Rule,
        KeepPrivileged.KeepPrivilegedRule.Rule,
        NoPromptBudget.NoPromptBudgetRule.Rule,
        NoCases.NoCasesRule.Rule,
        NoReapprovalCase.NoReapprovalCaseRule.Rule,
        DimensionWithoutCase.DimensionWithoutCaseRule.Rule,
        CaseContradicts.CaseContradictsRule.Rule,
        NoInsideCase.NoInsideCaseRule.Rule,
        ApprovalText.ApprovalTextRule.Rule,
        OwnerNotReachable.OwnerNotReachableRule.Rule,
        LookAlikeTitle.LookAlikeTitleRule.Rule,
        DeceptiveText.DeceptiveTextRule.Rule,
        RuleUnreachable.RuleUnreachableRule.Rule,
        RuleThreshold.RuleThresholdRule.Rule,
        RuleWeaker.RuleWeakerRule.Rule,
        RuleShadowed.RuleShadowedRule.Rule,
        RuleWithoutCase.RuleWithoutCaseRule.Rule,
        SuppressionUnreadable.SuppressionUnreadableRule.Rule,
        SuppressionUnused.SuppressionUnusedRule.Rule,
    ];

    private static readonly FrozenDictionary<string, LintRule> ById = All.ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The rule with an id, or null.</summary>
    /// <param name="id">The id.</param>
    public static LintRule? Find(string id) => ById.GetValueOrDefault(id);
}
