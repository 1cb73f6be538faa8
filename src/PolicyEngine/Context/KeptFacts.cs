using System.Collections.Frozen;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Context;

/// <summary>The facts of an event that its Mission keeps: who asks, where, for how long, the governing params and the subject's
/// claims.</summary>
/// <remarks>The sign-in and the acting actor are not among them: a re-approval has no sign-in, and what a client claims of its actor is no
/// authority.</remarks>
/// <param name="purpose">The compiled entry.</param>
/// <param name="context">The applied context.</param>
/// <param name="claims">The claims of the subject.</param>
/// <param name="now">The time of the event.</param>
internal sealed class KeptFacts(
    CompiledPurpose purpose,
    AppliedContext context,
    FrozenDictionary<string, FactValue> claims,
    DateTimeOffset now) : IFacts
{
    /// <summary>Whether a fact is kept.</summary>
    /// <param name="name">The fact.</param>
    public static bool Has(FactName name) =>
        name.Scope is FactScope.Params or FactScope.Subject
        || name == FactName.Client || name == FactName.Application || name == FactName.Tenant || name == FactName.RequestedLifetime;

    public FactValue Get(FactName name) => name.Scope switch
    {
        FactScope.Params => context.Facts.Get(name.Path),
        FactScope.Subject => claims.TryGetValue(name.Path, out FactValue claim) ? claim : FactValue.Absent,
        FactScope.Event => Event(name.Path),
        _ => FactValue.Absent,
    };

    private FactValue Event(string name) => name switch
    {
        "client" => FactValue.Text(context.Client),
        "application" => context.Application is { } application ? FactValue.Text(application) : FactValue.Absent,
        "tenant" => FactValue.Text(context.Tenant),
        "lifetime" => FactValue.Duration(RequestedLifetime()),
        _ => FactValue.Absent,
    };

    private TimeSpan RequestedLifetime()
    {
        TimeSpan wanted = context.MaxDuration ?? purpose.Entry.Lifetime.Max;
        return context.ExpiresAt is { } end && end - now < wanted ? end - now : wanted;
    }
}
