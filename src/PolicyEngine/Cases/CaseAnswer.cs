using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Cases;

/// <summary>What was decided, in the words of an expectation.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reasons">Every reason.</param>
internal sealed record CaseAnswer(string Outcome, ValueArray<Reason> Reasons)
{
    public ValueArray<string> Rules { get; init; }

    public TimeSpan? Lifetime { get; init; }

    public ValueArray<string> Withheld { get; init; }

    public static CaseAnswer Of(BoundaryDecision decision) => decision.Match(
        inside => new CaseAnswer("inside", inside.Reasons),
        ask => new CaseAnswer("reapprove", ask.Crossings),
        deny => new CaseAnswer("deny", deny.Reasons));

    /// <summary>Decides whether a Mission may start.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="facts">The facts, with their context.</param>
    public static CaseAnswer Of(CompiledPurpose purpose, BootstrapFacts facts)
    {
        RuleQuestion question = new(new BootstrapFactView(purpose, facts));
        ImmutableArray<Rule> fired = purpose.Program.Ask(question);
        ValueArray<string> withheld = Tightening.Of(purpose, fired, question).Withheld;
        return Bootstrap.Decide(purpose, facts).Match(
            granted => With("granted", granted.Reasons, granted.Envelope),
            stepUp => With("step_up", stepUp.Reasons, null),
            confirm => With("confirm", confirm.Reasons, confirm.Envelope),
            review => With("review", review.Reasons, review.Envelope),
            refused => With("refused", refused.Reasons, null));

        CaseAnswer With(string outcome, ValueArray<Reason> reasons, MissionEnvelope? envelope) => new(outcome, reasons)
        {
            Rules = fired.Select(AuthorRules.NameOf).OfType<string>().ToSortedSet(),
            Lifetime = envelope?.Lifetime.End - envelope?.Lifetime.Start,
            Withheld = envelope is null ? [] : withheld,
        };
    }

    /// <summary>Whether it is what was expected.</summary>
    public bool Fits(CaseExpectation expect) =>
        expect.Outcome == Outcome
        && (expect.Codes.IsEmpty || expect.Codes == Reasons.Select(reason => reason.Code).ToSortedSet())
        && (expect.Rules is null || expect.Rules == Rules)
        && (expect.Lifetime is null || expect.Lifetime == Lifetime)
        && (expect.Withheld is null || expect.Withheld == Withheld);

    /// <summary>The answer in one line, with what was expected beside it.</summary>
    public string Explain(CaseExpectation expect)
    {
        string beyond = Beyond(
            expect.Rules is null ? null : Rules,
            expect.Lifetime is null ? null : Lifetime,
            expect.Withheld is null ? null : Withheld);
        return $"Expected {Expected(expect)}, decided {Outcome}{beyond}: {Describe(Reasons)}";
    }

    /// <summary>Reasons in one line, each with its rule and place.</summary>
    public static string Describe(ValueArray<Reason> reasons) => string.Join("; ", reasons.Select(Describe));

    private static string Describe(Reason reason)
    {
        string at = reason.Position.Line > 0 ? " at " + reason.Position : string.Empty;
        return $"{reason.Code} ({reason.RuleId ?? "no rule"}{at}{(reason.Detail is null ? string.Empty : ", " + reason.Detail)})";
    }

    private static string Expected(CaseExpectation expect)
    {
        string outcome = expect.Codes.IsEmpty ? expect.Outcome : $"{expect.Outcome} [{string.Join(", ", expect.Codes)}]";
        return outcome + Beyond(expect.Rules, expect.Lifetime, expect.Withheld);
    }

    private static string Beyond(ValueArray<string>? rules, TimeSpan? lifetime, ValueArray<string>? withheld)
    {
        string[] parts =
        [
            .. rules is { } names ? [$"rules [{string.Join(", ", names)}]"] : Array.Empty<string>(),
            .. lifetime is { } time ? [$"lifetime {FactText.Duration(time.Ticks)}"] : Array.Empty<string>(),
            .. withheld is { } claims ? [$"withheld [{string.Join(", ", claims)}]"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? string.Empty : $" with {string.Join(", ", parts)}";
    }
}
