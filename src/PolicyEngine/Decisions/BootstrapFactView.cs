using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The facts of a bootstrap as the rules read them.</summary>
internal sealed class BootstrapFactView(CompiledPurpose purpose, BootstrapFacts facts) : IFacts
{
    public FactValue Get(FactName name) => name.Scope switch
    {
        FactScope.Params => facts.Context!.Facts.Get(name.Path),
        FactScope.Subject => facts.SubjectClaims.TryGetValue(name.Path, out FactValue claim) ? claim : FactValue.Absent,
        FactScope.Event => Event(name.Path),
        _ => FactValue.Absent,
    };

    private FactValue Event(string name) => name switch
    {
        "client" => FactValue.Text(facts.Context!.Client),
        "application" => facts.Context!.Application is { } application ? FactValue.Text(application) : FactValue.Absent,
        "tenant" => FactValue.Text(facts.Context!.Tenant),
        "actor_type" => ActorType(),
        "actor_verified" => FactValue.Flag(facts.Actor is not null),
        "acr" => facts.SignIn is { } signIn ? FactValue.Level(signIn.Acr, purpose.Vocabulary.Rank(signIn.Acr)) : FactValue.Absent,
        "lifetime" => FactValue.Duration(RequestedLifetime()),
        _ => FactValue.Absent,
    };

    // A verified actor is what it is; a claimed one counts here because step-up rules can only raise the requirement.
    private FactValue ActorType() =>
        (facts.Actor?.Type ?? facts.ClaimedActor?.Type) is { } type ? FactValue.Text(type) : FactValue.Absent;

    private TimeSpan RequestedLifetime()
    {
        TimeSpan wanted = facts.Context!.MaxDuration ?? purpose.Entry.Lifetime.Max;
        return facts.Context.ExpiresAt is { } end && end - facts.Now < wanted ? end - facts.Now : wanted;
    }
}
