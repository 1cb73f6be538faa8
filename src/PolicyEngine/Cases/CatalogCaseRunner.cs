using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Cases;

/// <summary>Runs the cases of an entry through the same decisions that production runs.</summary>
public static class CatalogCaseRunner
{
    /// <summary>Runs every case of an entry, in its order.</summary>
    /// <param name="purpose">The compiled entry.</param>
    public static ImmutableArray<CaseResult> Run(CompiledPurpose purpose)
    {
        ImmutableArray<CaseResult>.Builder results = ImmutableArray.CreateBuilder<CaseResult>();
        string? mission = null;
        foreach (CatalogCase item in purpose.Entry.Cases)
        {
            // A case without a Mission asks about that of the nearest case before it.
            mission = item.MissionJson ?? mission;
            results.Add(Run(purpose, item, mission));
        }

        return results.ToImmutable();
    }

    /// <summary>The names of the author's rules that some bootstrap case makes apply.</summary>
    /// <param name="purpose">The compiled entry.</param>
    internal static HashSet<string> RulesShown(CompiledPurpose purpose)
    {
        HashSet<string> shown = new(StringComparer.Ordinal);
        string? json = null;
        foreach (CatalogCase item in purpose.Entry.Cases)
        {
            json = item.MissionJson ?? json;
            CaseMission mission = CaseMission.Read(purpose, json);
            if (item.ActionJson is null)
            {
                shown.UnionWith(ContextApplier.Apply(purpose, mission.Requested, mission.Facts.Now).Match<IEnumerable<string>>(
                    applied => CaseAnswer.Of(purpose, mission.Facts with { Context = applied.Context }).Rules, _ => []));
            }
        }

        return shown;
    }

    private static CaseResult Run(CompiledPurpose purpose, CatalogCase item, string? missionJson)
    {
        CaseMission mission = CaseMission.Read(purpose, missionJson);
        return ContextApplier.Apply(purpose, mission.Requested, mission.Facts.Now).Match(
            applied => item.ActionJson is null
                ? Compare(item, CaseAnswer.Of(purpose, mission.Facts with { Context = applied.Context }))
                : Ask(purpose, item, mission.Facts with { Context = applied.Context }),
            refused => item.ActionJson is null
                ? Compare(item, new CaseAnswer("refused", refused.Reasons))
                : Impossible(item, refused.Reasons));
    }

    private static CaseResult Ask(CompiledPurpose purpose, CatalogCase item, BootstrapFacts facts)
    {
        GoverningInputs inputs = BootstrapInputs.Of(facts, facts.SignIn!.Subject);
        Tightening tightening = Tightening.Of(purpose, inputs);
        ValueArray<Reason> refused = [.. tightening.Refused, .. Asking.Decide(purpose, facts.Asked)];
        if (!refused.IsEmpty)
        {
            return Impossible(item, refused);
        }

        MissionEnvelope envelope = EnvelopeBuilder.Build(purpose, inputs, tightening);
        using JsonDocument action = JsonDocument.Parse(item.ActionJson!);
        ActionDefaults defaults = new(envelope.Subject, envelope.Tenant, Lifetime.After(facts.Now, TimeSpan.FromMinutes(1)));
        string? wrong = ActionReader.TryRead(action.RootElement, purpose.Vocabulary, defaults, out DiscoveredAction? discovered);
        return wrong is not null
            ? new CaseResult(item, $"The action of the case cannot be read: {wrong}.")
            : Compare(item, CaseAnswer.Of(Boundary.Decide(purpose.Shapes.Compile(envelope), discovered!)));
    }

    private static CaseResult Impossible(CatalogCase item, ValueArray<Reason> reasons) =>
        new(item, $"The Mission of the case cannot exist: {CaseAnswer.Describe(reasons)}");

    private static CaseResult Compare(CatalogCase item, CaseAnswer answer) =>
        new(item, answer.Fits(item.Expect) ? null : answer.Explain(item.Expect));
}
