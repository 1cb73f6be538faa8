using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Compilation;

/// <summary>From an entry to its bootstrap rules: who may ask, how strong the sign-in must be, who approves, and what its author's rules
/// add.</summary>
/// <remarks>Cannot fail after validation. Source: article, "Purpose Catalog Requirement".</remarks>
public static class RuleSetCompiler
{
    /// <summary>The name of the rule that holds the base requirement.</summary>
    public const string BaseRequirement = "authentication.require";

    /// <summary>The bootstrap rules of an entry, sorted by id.</summary>
    /// <param name="entry">The entry.</param>
    public static RuleSet Bootstrap(CatalogEntry entry) => new(
        entry.Kind + " bootstrap",
        new Rule?[]
        {
            Party(entry, "clients", Dimension.Client, FactName.Client, entry.Allowed.Clients, ReasonCodes.ClientNotAllowed),
            entry.Allowed.Applications.IsEmpty
                ? null
                : Party(entry, "applications", Dimension.Application, FactName.Application, entry.Allowed.Applications, ReasonCodes.AppNotAllowed),
            Party(entry, "tenants", Dimension.Tenant, FactName.Tenant, entry.Allowed.Tenants, ReasonCodes.TenantNotAllowed),
            Strength(entry, BaseRequirement, Condition.Always, entry.Authentication.Require, "$.authentication.require"),
            VerifiedActor(entry),
            Approval(entry),
        }
            .OfType<Rule>()
            .Concat(entry.Authentication.StepUp.Select((rule, index) => Strength(
                entry, "authentication.step_up." + rule.Name, rule.When, rule.Require, $"$.authentication.step_up[{index}]")))
            .Concat(AuthorRules.Of(entry))
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .ToValueArray());

    private static Rule Party(
        CatalogEntry entry, string member, Dimension dimension, FactName fact, ValueArray<string> allowed, string code) => new()
        {
            Id = "allowed." + member,
            Dimension = dimension,
            When = When.Not(When.OneOf(fact, allowed)),
            Outcome = new Outcome.Refuse(code),
            Position = entry.Source.At("$.allowed." + member),
            Asked = fact,
            AllowedBy = new AllowedWords.Plain(allowed.ToSortedSet()),
        };

    private static Rule Strength(CatalogEntry entry, string id, Condition when, StrengthRequirement require, string path) => new()
    {
        Id = id,
        Dimension = Dimension.Authentication,
        When = when,
        Outcome = new Outcome.RequireStrength(require),
        Position = entry.Source.At(path),
        Asked = FactName.Acr,
        AllowedBy = require.Acr is null ? AllowedWords.None : new AllowedWords.Plain([require.Acr]),
    };

    private static Rule? VerifiedActor(CatalogEntry entry) => !entry.Authentication.VerifiedActor ? null : new Rule
    {
        Id = "authentication.verified_actor",
        Dimension = Dimension.Actor,
        When = When.Not(When.Is(FactName.ActorVerified, Comparison.Equal, FactValue.Flag(true))),
        Outcome = new Outcome.Refuse(ReasonCodes.ActorNotVerified),
        Position = entry.Source.At("$.authentication.verified_actor"),
    };

    private static Rule Approval(CatalogEntry entry) => new()
    {
        Id = "approval.mode",
        Dimension = Dimension.Approval,
        When = Condition.Always,
        Outcome = new Outcome.RequireApproval(entry.Approval.Mode),
        Position = entry.Source.At("$.approval.mode"),
    };
}
