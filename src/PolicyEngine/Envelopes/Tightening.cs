using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>What the rules of an entry's author take from a Mission before it begins, judged by the facts that the Mission keeps.</summary>
/// <remarks><see cref="EnvelopeBuilder"/> asks for it itself, so that no envelope is built without it.</remarks>
public sealed record Tightening
{
    /// <summary>The word for the actor among what does not cross.</summary>
    public const string Actor = "actor";

    /// <summary>Nothing is taken.</summary>
    public static Tightening None { get; } = new();

    /// <summary>Why there is no Mission at all; empty where there may be one. A refusal that rests on the sign-in is found by
    /// <see cref="Bootstrap"/> only.</summary>
    public ValueArray<Reason> Refused { get; init; }

    /// <summary>How long the Mission lives at most; null when no rule shortens it.</summary>
    public TimeSpan? Longest { get; init; }

    /// <summary>The params that cross to no audience, and <see cref="Actor"/>; sorted.</summary>
    public ValueArray<string> Withheld { get; init; }

    /// <summary>The facts that it rests on; without one of them it is not known what is taken.</summary>
    /// <param name="purpose">The compiled entry.</param>
    public static IReadOnlySet<FactName> Facts(CompiledPurpose purpose) => purpose.Rules.Rules
        .Where(rule => purpose.Kept.Contains(rule.Id))
        .SelectMany(rule => RuleReach.Of(purpose.Rules.Rules.Items, rule.When))
        .ToHashSet();

    /// <summary>Asks the rules.</summary>
    /// <param name="purpose">The compiled entry.</param>
    /// <param name="inputs">The governance inputs.</param>
    public static Tightening Of(CompiledPurpose purpose, GoverningInputs inputs)
    {
        if (purpose.Kept.Count == 0)
        {
            return None;
        }

        RuleQuestion question = new(new KeptFacts(purpose, inputs.Context, inputs.SubjectClaims, inputs.Now));
        return Of(purpose, purpose.Program.Ask(question), question);
    }

    /// <summary>From an answer that is there already.</summary>
    /// <param name="purpose">The compiled entry.</param>
    /// <param name="fired">Every rule of the entry that fired.</param>
    /// <param name="question">The question that they answer.</param>
    internal static Tightening Of(CompiledPurpose purpose, ImmutableArray<Rule> fired, RuleQuestion question) =>
        purpose.Kept.Count == 0 && !RulesFault.Is(fired) ? None : new Tightening
        {
            Refused = Reasons.Sort(Reasons.Of<Outcome.Refuse>(fired, question)
                .Where(reason => reason.RuleId == RulesFault.Rule.Id || purpose.Kept.Contains(reason.RuleId!))),
            Longest = Shortest(fired.Select(rule => rule.Outcome).OfType<Outcome.Shorten>().Select(outcome => outcome.Longest)),
            Withheld = fired.Select(rule => rule.Outcome).OfType<Outcome.Withhold>().SelectMany(outcome => outcome.Claims).ToSortedSet(),
        };

    /// <summary>What is left of an envelope; never more than it.</summary>
    /// <param name="full">The envelope.</param>
    internal MissionEnvelope Of(MissionEnvelope full)
    {
        if (!Refused.IsEmpty)
        {
            return full with { Grants = [], Audiences = [], Lifetime = full.Lifetime with { End = full.Lifetime.Start } };
        }

        DateTimeOffset end = Longest is { } longest ? Lifetime.After(full.Lifetime.Start, longest) : full.Lifetime.End;
        return full with
        {
            Lifetime = full.Lifetime with { End = end < full.Lifetime.End ? end : full.Lifetime.End },
            Audiences = Withheld.IsEmpty ? full.Audiences : [.. full.Audiences.Select(Of)],
        };
    }

    private EnvelopeAudience Of(EnvelopeAudience audience) => audience with
    {
        ProjectParams = audience.ProjectParams.Where(name => !Withheld.Contains(name)).ToSortedSet(),
        ProjectActor = Withheld.Contains(Actor) ? ActorProjection.Never : audience.ProjectActor,
    };

    private static TimeSpan? Shortest(IEnumerable<TimeSpan> times)
    {
        TimeSpan? shortest = null;
        foreach (TimeSpan time in times)
        {
            shortest = time < shortest ? time : shortest ?? time;
        }

        return shortest;
    }
}
