using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>The rules of what may cross to a downstream authorization server; each fires when a wish leaves the envelope.</summary>
/// <remarks>Source: article, "Projection Minimization Rules".</remarks>
public static class ProjectionRules
{
    /// <summary>The rules, sorted by id.</summary>
    /// <param name="envelope">The envelope.</param>
    public static RuleSet Of(MissionEnvelope envelope) => new(
        envelope.Kind + " projection",
        new[] { Active(envelope), Provisional(), Named(envelope), Depth(envelope) }
            .Concat(envelope.Audiences.SelectMany(audience => Audience(envelope, audience)))
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .ToValueArray());

    private static Rule Active(MissionEnvelope envelope) => new()
    {
        Id = "lifetime.active",
        Dimension = Dimension.State,
        When = When.Not(When.All(
            When.Is(ProjectionFacts.Now, Comparison.AtLeast, FactValue.Instant(envelope.Lifetime.Start)),
            When.Is(ProjectionFacts.Now, Comparison.Under, FactValue.Instant(envelope.Lifetime.End)))),
        Outcome = new Outcome.Refuse(ReasonCodes.MissionNotActive),
        Position = SourcePosition.None,
    };

    private static Rule Provisional() => new()
    {
        Id = "projection.provisional",
        Dimension = Dimension.State,
        When = When.Not(When.Is(ProjectionFacts.IsProvisional, Comparison.Equal, FactValue.Flag(false))),
        Outcome = new Outcome.Refuse(ReasonCodes.ProvisionalNotAllowed),
        Position = SourcePosition.None,
    };

    private static Rule Named(MissionEnvelope envelope)
    {
        Condition isNamed = When.OneOf(ProjectionFacts.Audience, envelope.Audiences.Select(audience => audience.As));
        return Refuse("propagation.audience", When.Not(isNamed), ReasonCodes.InvalidTarget, ProjectionFacts.Audience, isNamed, SourcePosition.None);
    }

    private static Rule Depth(MissionEnvelope envelope)
    {
        Operand limit = When.Literal(FactValue.Number(envelope.PropagationDepth));
        return Refuse(
            "propagation.depth",
            When.Not(new Condition.Test(ProjectionFacts.Depth, Comparison.AtMost, limit)),
            ReasonCodes.PropagationDepth,
            ProjectionFacts.Depth,
            new Condition.Test(ProjectionFacts.Depth, Comparison.Equal, limit),
            SourcePosition.None);
    }

    private static IEnumerable<Rule> Audience(MissionEnvelope envelope, EnvelopeAudience audience)
    {
        string name = $"propagation.audience.{audience.As}";
        Condition here = When.Equal(ProjectionFacts.Audience, audience.As);
        EnvelopeGrant[] crossing = [.. envelope.Grants.Where(grant => BoundSource.MayCross(grant, audience))];
        Slice[] slices = [.. crossing.Select(grant => Slice.Of(envelope, grant)).OfType<Slice>()];
        Condition resources = When.OneOf(ProjectionFacts.Resource, crossing.Select(grant => grant.Resource));
        Condition operations = When.OneOf(ProjectionFacts.Operation, slices.SelectMany(slice => slice.Operations));

        yield return Refuse(
            name + ".at",
            When.All(here, When.Not(AnyOf(slices, slice => When.All(slice.IsAt, slice.IsWanted)))),
            ReasonCodes.InvalidTarget,
            ProjectionFacts.At,
            resources,
            audience.Position);
        yield return Refuse(
            name + ".resources",
            When.All(here, When.Present(ProjectionFacts.Resource), When.Not(AnyOf(slices, slice => When.All(slice.IsAt, slice.IsResource)))),
            ReasonCodes.PropagationAudience,
            ProjectionFacts.Resource,
            resources,
            audience.Position);
        // The meaning is the cross product of classes and operations, so each slice has to hold each wanted operation.
        yield return Refuse(
            name + ".operations",
            When.All(here, When.Present(ProjectionFacts.Operation), AnyOf(slices, slice => When.All(slice.IsAt, slice.IsWanted, When.Not(slice.Holds)))),
            ReasonCodes.OperationOutside,
            ProjectionFacts.Operation,
            operations,
            audience.Position);
        // Too weak and too old are two reasons, so that a refusal says which of them is missing.
        if (audience.Require?.Acr is { } acr)
        {
            yield return Strength(name + ".require", here, IsStrong(acr), ProjectionFacts.Acr, acr, audience.Position);
        }

        if (audience.Require?.MaxAge is { } age)
        {
            yield return Strength(name + ".require.max_age", here, IsFresh(age), ProjectionFacts.SignInAge, FactText.Duration(age.Ticks), audience.Position);
        }
    }

    private static Rule Strength(string id, Condition here, Condition met, FactName asked, string allowed, SourcePosition position) => new()
    {
        Id = id,
        Dimension = Dimension.Authentication,
        When = When.All(here, When.Not(met)),
        Outcome = new Outcome.Refuse(ReasonCodes.SignInTooWeak),
        Position = position,
        Asked = asked,
        AllowedBy = new AllowedWords.Plain([allowed]),
    };

    // The requirement is kept by name: how strong the name is says the vocabulary of the question, and a name that is gone is met by none.
    private static Condition IsStrong(string acr) => When.Refers(ProjectionFacts.Acr, Comparison.AtLeast, FactName.OfLevel(acr));

    private static Condition IsFresh(TimeSpan age) => When.All(
        When.Is(ProjectionFacts.SignInAge, Comparison.AtLeast, FactValue.Duration(TimeSpan.Zero)),
        age == TimeSpan.Zero
            ? When.Is(ProjectionFacts.IsSignInFresh, Comparison.Equal, FactValue.Flag(true))
            : When.Is(ProjectionFacts.SignInAge, Comparison.AtMost, FactValue.Duration(age)));

    private static Condition AnyOf(Slice[] slices, Func<Slice, Condition> condition) => When.Any([.. slices.Select(condition)]);

    private static Rule Refuse(string id, Condition when, string code, FactName asked, Condition allowed, SourcePosition position) => new()
    {
        Id = id,
        Dimension = Dimension.Propagation,
        When = when,
        Outcome = new Outcome.Refuse(code),
        Position = position,
        Asked = asked,
        AllowedBy = new AllowedWords.Bounds(allowed),
    };

    // What one grant lets cross: its operations less the forbidden ones, at its server.
    private sealed record Slice(ValueArray<string> Operations, Condition IsAt, Condition IsResource, Condition IsWanted, Condition Holds)
    {
        public static Slice? Of(MissionEnvelope envelope, EnvelopeGrant grant)
        {
            ValueArray<string> held = envelope.Held(grant);
            return held.IsEmpty ? null : new Slice(
                held,
                When.Any(When.Not(When.Present(ProjectionFacts.At)), When.Equal(ProjectionFacts.At, grant.At)),
                When.Equal(ProjectionFacts.Resource, grant.Resource),
                When.Any(
                    When.Not(When.Present(ProjectionFacts.Resources)),
                    When.Is(ProjectionFacts.Resources, Comparison.Contains, FactValue.Text(grant.Resource))),
                When.OneOf(ProjectionFacts.Operation, held));
        }
    }
}
