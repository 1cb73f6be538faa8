using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The facts of a sign-in and of the Mission that it wants to resume, as the rules read them.</summary>
internal sealed class ResumeFactView(CompiledPurpose purpose, ExistingMission mission, BootstrapFacts facts) : IFacts
{
    private const string Params = "params.";

    private FactValue? contained;

    public FactValue Get(FactName name) => name.Scope switch
    {
        FactScope.Event => Event(name.Path),
        FactScope.Held when name == ResumeRules.FirstAskedEnd => Optional(mission.AskedEnd),
        FactScope.Held => Held(name.Path, mission.Envelope),
        _ => FactValue.Absent,
    };

    private FactValue Event(string name) => name switch
    {
        "since" => FactValue.Duration(facts.Now - mission.AttestedAt),
        "now" => FactValue.Instant(facts.Now),
        "asked_end" => Optional(facts.Context!.ExpiresAt),
        "same_key" => FactValue.Flag(mission.IsSameKey),
        "asked_contained" => FactValue.Flag(IsHeld()),
        "params_contained" => contained ??= FactValue.Flag(IsContained()),
        "subject" => FactValue.Text(facts.SignIn!.Subject),
        "tenant" => FactValue.Text(facts.Context!.Tenant),
        "application" => Optional(facts.Context!.Application),
        "actor" => Optional(facts.Actor?.Id),
        "params" => FactValue.Text(facts.Context!.GoverningJson),
        _ => Param(facts.Context!.GoverningJson, name),
    };

    private static FactValue Held(string name, MissionEnvelope envelope) => name switch
    {
        "start" => FactValue.Instant(envelope.Lifetime.Start),
        "end" => FactValue.Instant(envelope.Lifetime.End),
        "subject" => FactValue.Text(envelope.Subject),
        "tenant" => FactValue.Text(envelope.Tenant),
        "application" => Optional(envelope.Application),
        "actor" => Optional(envelope.Actor),
        "params" => FactValue.Text(envelope.GoverningParams),
        _ => Param(envelope.GoverningParams, name),
    };

    private static FactValue Optional(DateTimeOffset? instant) => instant is { } known ? FactValue.Instant(known) : FactValue.Absent;

    private static FactValue Optional(string? text) => text is null ? FactValue.Absent : FactValue.Text(text);

    // A param is compared as canonical JSON, so its kind does not matter.
    private static FactValue Param(string json, string name)
    {
        if (!name.StartsWith(Params, StringComparison.Ordinal))
        {
            return FactValue.Absent;
        }

        using JsonDocument document = JsonDocument.Parse(json);
        return JsonFacts.At(document.RootElement, name[Params.Length..]) is { } value ? FactValue.Text(CanonicalJson.Serialize(value)) : FactValue.Absent;
    }

    // "No wider than the envelope": what the event's params would allow now has to be inside what the Mission allows already,
    // and no rule of the author may ask for more because of them: the Mission would go on without what a new one has to have.
    private bool IsContained()
    {
        MissionEnvelope now = EnvelopeBuilder.Build(purpose, BootstrapInputs.Of(facts, facts.SignIn!.Subject));
        return EnvelopeContainment.Grants(mission.Envelope, now) == Containment.Contained
            && (purpose.Entry.Rules.IsEmpty || AuthorRules.AsksForNoMore(Fired(facts.Context!), Fired(HeldContext())));
    }

    // Asking for nothing by name asks for what the Mission holds.
    private bool IsHeld()
    {
        return facts.Asked is null || EnvelopeBuilder.Build(purpose, BootstrapInputs.Of(facts, facts.SignIn!.Subject), Tightening.None).Grants.All(
            asked => asked.Operations.All(operation => mission.Envelope.Grants.Any(
                held => held.Resource == asked.Resource && held.At == asked.At && held.Operations.Contains(operation))));
    }

    private ImmutableArray<Rule> Fired(AppliedContext context) =>
        purpose.Program.Ask(new RuleQuestion(new BootstrapFactView(purpose, facts with { Context = context })));

    private AppliedContext HeldContext()
    {
        using JsonDocument held = JsonDocument.Parse(mission.Envelope.GoverningParams);
        return facts.Context! with { Facts = ParamFacts.Read(held.RootElement, purpose.ParamKinds) };
    }
}
