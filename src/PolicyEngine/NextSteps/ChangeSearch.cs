using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.NextSteps;

/// <summary>From what an entry would still refuse to the member of the entry that says so.</summary>
internal static class ChangeSearch
{
    /// <summary>The change that would lift a reason.</summary>
    /// <param name="purpose">The Mission's purpose, as the catalog has it now.</param>
    /// <param name="reason">What the entry would still refuse.</param>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="facts">The other facts.</param>
    public static NeededChange Of(CompiledPurpose purpose, Reason reason, Wanted wanted, NextStepFacts facts) => reason.Code switch
    {
        ReasonCodes.TenantNotAllowed when reason.RuleId is null => Elsewhere(reason, ChangePlace.Membership),
        ReasonCodes.DeferralRequired => Elsewhere(reason, ChangePlace.Registration),
        ReasonCodes.LifetimeLonger => Longer(purpose, reason, wanted, facts),
        _ when PathOf(purpose.Entry, reason, wanted) is { Length: > 0 } path => At(purpose.Entry, reason, path),
        _ => Elsewhere(reason, ChangePlace.None),
    };

    private static string? PathOf(CatalogEntry entry, Reason reason, Wanted wanted) => reason.Code switch
    {
        ReasonCodes.ClientNotAllowed => "$.allowed.clients",
        ReasonCodes.AppNotAllowed => "$.allowed.applications",
        ReasonCodes.TenantNotAllowed or ReasonCodes.TenantOutside => "$.allowed.tenants",
        ReasonCodes.PrecreatedRequired => "$.approval.precreated",
        ReasonCodes.ParamsInvalid => "$.params.schema",
        ReasonCodes.ResourceClassOutside => "$.authority",
        ReasonCodes.OperationStronger or ReasonCodes.OperationOutside => Item(entry, wanted, sameServer: true) is { } item ? item + ".operations" : "$.authority",
        ReasonCodes.ResourceOutsideBounds when reason.RuleId?.Contains(".where.", StringComparison.Ordinal) != true =>
            Item(entry, wanted, sameServer: false) is { } item ? item + ".at" : "$.authority",
        ReasonCodes.PropagationDepth => "$.propagation.depth",
        ReasonCodes.PropagationAudience when reason.Position.Path.Length == 0 => "$.propagation.audiences",
        ReasonCodes.PropagationAudience => reason.Position.Path + ".resources",
        _ => reason.Position.Path,
    };

    // Which of several servers would have to be another one is not for an engine to guess: then it is the list.
    private static string? Item(CatalogEntry entry, Wanted wanted, bool sameServer)
    {
        int[] items =
        [
            .. Enumerable.Range(0, entry.Authority.Count).Where(index =>
                wanted.Resources.Contains(entry.Authority[index].Resource) && (!sameServer || wanted.At is null || entry.Authority[index].At == wanted.At)),
        ];
        return items is [int only] ? $"$.authority[{only}]" : null;
    }

    // The shortest of three limits decides: the entry's own, that of the client's registration, and what rules of the author say.
    private static NeededChange Longer(CompiledPurpose purpose, Reason reason, Wanted wanted, NextStepFacts facts)
    {
        TimeSpan? needed = wanted.Until - Lifetime.WholeSecond(facts.Now);
        return needed is null || purpose.Entry.Lifetime.Max < needed ? At(purpose.Entry, reason, "$.lifetime.max")
            : facts.Stored.ClientMaxLifetime < needed ? Elsewhere(reason, ChangePlace.Registration)
            : At(purpose.Entry, reason, purpose.Entry.Rules.IsEmpty ? "$.lifetime.max" : "$.rules");
    }

    private static NeededChange At(CatalogEntry entry, Reason reason, string path) =>
        new(reason.Code, ChangePlace.Catalog, path, entry.Source.At(path));

    private static NeededChange Elsewhere(Reason reason, ChangePlace place) => new(reason.Code, place, null, SourcePosition.None);
}
