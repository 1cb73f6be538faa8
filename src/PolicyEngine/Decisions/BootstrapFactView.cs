using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The facts of a bootstrap as the rules read them.</summary>
internal sealed class BootstrapFactView(CompiledPurpose purpose, BootstrapFacts facts) : IFacts
{
    private readonly KeptFacts kept = new(purpose, facts.Context!, facts.SubjectClaims, facts.Now);

    public FactValue Get(FactName name) => name.Scope != FactScope.Event ? kept.Get(name) : name.Path switch
    {
        "actor_type" => ActorType(),
        "actor_verified" => FactValue.Flag(facts.Actor is not null),
        "acr" => facts.SignIn is { } signIn ? FactValue.Level(signIn.Acr, purpose.Vocabulary.Rank(signIn.Acr)) : FactValue.Absent,
        _ => kept.Get(name),
    };

    // A verified actor is what it is; a claimed one counts here because rules on it can only raise the requirement.
    private FactValue ActorType() =>
        (facts.Actor?.Type ?? facts.ClaimedActor?.Type) is { } type ? FactValue.Text(type) : FactValue.Absent;
}
