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

    private static CaseResult Run(CompiledPurpose purpose, CatalogCase item, string? missionJson)
    {
        CaseMission mission = CaseMission.Read(purpose, missionJson);
        return ContextApplier.Apply(purpose, mission.Requested, mission.Facts.Now).Match(
            applied => item.ActionJson is null
                ? Compare(item, Answer(Bootstrap.Decide(purpose, mission.Facts with { Context = applied.Context })))
                : Ask(purpose, item, mission, applied.Context),
            refused => item.ActionJson is null
                ? Compare(item, ("refused", refused.Reasons))
                : new CaseResult(item, $"The Mission of the case cannot exist: {Describe(refused.Reasons)}"));
    }

    private static CaseResult Ask(CompiledPurpose purpose, CatalogCase item, CaseMission mission, AppliedContext context)
    {
        MissionEnvelope envelope = EnvelopeBuilder.Build(purpose, new GoverningInputs
        {
            Context = context,
            Subject = mission.Facts.SignIn!.Subject,
            Actor = mission.Facts.Actor,
            Now = mission.Facts.Now,
        });
        using JsonDocument action = JsonDocument.Parse(item.ActionJson!);
        ActionDefaults defaults = new(envelope.Subject, envelope.Tenant, Lifetime.After(mission.Facts.Now, TimeSpan.FromMinutes(1)));
        string? wrong = ActionReader.TryRead(action.RootElement, purpose.Vocabulary, defaults, out DiscoveredAction? discovered);
        return wrong is not null
            ? new CaseResult(item, $"The action of the case cannot be read: {wrong}.")
            : Compare(item, Answer(Boundary.Decide(purpose.Shapes.Compile(envelope), discovered!)));
    }

    private static (string Outcome, ValueArray<Reason> Reasons) Answer(BoundaryDecision decision) => decision.Match(
        inside => ("inside", inside.Reasons),
        ask => ("reapprove", ask.Crossings),
        deny => ("deny", deny.Reasons));

    private static (string Outcome, ValueArray<Reason> Reasons) Answer(BootstrapDecision decision) => decision.Match(
        granted => ("granted", granted.Reasons),
        stepUp => ("step_up", stepUp.Reasons),
        confirm => ("confirm", confirm.Reasons),
        review => ("review", review.Reasons),
        refused => ("refused", refused.Reasons));

    private static CaseResult Compare(CatalogCase item, (string Outcome, ValueArray<Reason> Reasons) got)
    {
        ValueArray<string> codes = got.Reasons.Select(reason => reason.Code).ToSortedSet();
        bool fits = item.Expect.Outcome == got.Outcome && (item.Expect.Codes.IsEmpty || item.Expect.Codes == codes);
        return new CaseResult(item, fits ? null : $"Expected {Expected(item.Expect)}, decided {got.Outcome}: {Describe(got.Reasons)}");
    }

    private static string Expected(CaseExpectation expect) =>
        expect.Codes.IsEmpty ? expect.Outcome : $"{expect.Outcome} [{string.Join(", ", expect.Codes)}]";

    private static string Describe(ValueArray<Reason> reasons) =>
        string.Join("; ", reasons.Select(reason => $"{reason.Code} ({reason.RuleId ?? "no rule"}{(reason.Position.Line > 0 ? " at " + reason.Position : string.Empty)}{(reason.Detail is null ? string.Empty : ", " + reason.Detail)})"));
}
