using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Loading.Binding;
using MissionPolicy.Engine.Validation.Checks;

namespace MissionPolicy.Engine.Validation;

/// <summary>What is wrong with a bound catalog. What is merely unwise is the linter's to say.</summary>
internal static class CatalogValidator
{
    // The checks, in the order of an entry; every one runs, so every mistake is told at once.
    private static readonly ImmutableArray<Action<CheckedEntry>> Checks =
    [
        PartyCheck.Run,
        ParamRoleCheck.Run,
        StepUpCheck.Run,
        ReviewCheck.Run,
        AuthorityOverlapCheck.Run,
        GrantTimeCheck.Run,
        NeverCheck.Run,
        LifetimeCheck.Run,
        PropagationCheck.Run,
        AuthorRulesCheck.Run,
        DerivedFactsCheck.Run,
        BoundCrossingCheck.Run,
        ResumeCheck.Run,
        CaseNameCheck.Run,
    ];

    /// <summary>Checks one entry by itself.</summary>
    public static void Check(BindingScope scope, CatalogVocabulary vocabulary, CatalogEntry entry)
    {
        CheckedEntry subject = new(scope, vocabulary, entry);
        foreach (Action<CheckedEntry> check in Checks)
        {
            check(subject);
        }
    }

    /// <summary>Checks what can only be seen with all entries together.</summary>
    public static void CheckTogether(BindingScope scope, ImmutableArray<CatalogEntry> entries) => DuplicateKindCheck.Run(scope, entries);
}
