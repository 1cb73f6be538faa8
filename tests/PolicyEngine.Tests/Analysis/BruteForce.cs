using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Analysis;

/// <summary>Asks the engine everything, in a world that has values on, between and around all that the generator writes.</summary>
internal static class BruteForce
{
    private static readonly string?[] Audiences = [null, .. GenPurposePair.Servers, "https://s9.example"];

    public static (bool Wider, bool Narrower) Authority(CatalogEntry before, CatalogEntry after, FactKind kind)
    {
        (CompiledPurpose was, CompiledPurpose now) = (Compile(before), Compile(after));
        (bool wider, bool narrower) = (false, false);
        foreach (FactValue param in Params(kind))
        {
            (CompiledEnvelope old, CompiledEnvelope current) = (Envelope(was, param), Envelope(now, param));
            foreach (DiscoveredAction action in Actions(kind, param))
            {
                bool oldInside = Boundary.Decide(old, action) is BoundaryDecision.StayInside;
                bool isInside = Boundary.Decide(current, action) is BoundaryDecision.StayInside;
                wider |= isInside && !oldInside;
                narrower |= oldInside && !isInside;
            }
        }

        return (wider, narrower);
    }

    public static (bool Wider, bool Narrower) Authentication(CatalogEntry before, CatalogEntry after, FactKind kind)
    {
        (CompiledPurpose was, CompiledPurpose now) = (Compile(before), Compile(after));
        (bool wider, bool narrower) = (false, false);
        foreach (BootstrapFacts facts in Events(was, kind))
        {
            bool oldIn = Bootstrap.Decide(was, facts) is BootstrapDecision.Granted;
            bool isIn = Bootstrap.Decide(now, facts) is BootstrapDecision.Granted;
            wider |= isIn && !oldIn;
            narrower |= oldIn && !isIn;
        }

        return (wider, narrower);
    }

    /// <summary>Every effect of sign-in, approval, lifetime and crossing, rules of authors among their causes.</summary>
    public static (bool Wider, bool Narrower) Effects(CatalogEntry before, CatalogEntry after, FactKind kind)
    {
        (CompiledPurpose was, CompiledPurpose now) = (Compile(before), Compile(after));
        (bool wider, bool narrower) = (false, false);
        foreach (BootstrapFacts facts in Events(was, kind).SelectMany(facts => Lifetimes.Select(lifetime =>
            facts with { Context = facts.Context! with { MaxDuration = lifetime } })))
        {
            (Effect old, Effect current) = (Effect.Of(was, facts), Effect.Of(now, facts));
            wider |= current.IsMoreThan(old);
            narrower |= old.IsMoreThan(current);
        }

        return (wider, narrower);
    }

    private static readonly TimeSpan?[] Lifetimes =
    [
        null,
        .. new double[] { 0.5, 1, 1.5, 2, 5, 6, 9 }.Select(hours => (TimeSpan?)TimeSpan.FromHours(hours)),
    ];

    private static IEnumerable<BootstrapFacts> Events(CompiledPurpose purpose, FactKind kind) =>
        from param in Params(kind)
        let context = Context(purpose, param)
        from acr in new[] { "low", "mid", "high", "nothing" }
        from minutes in new[] { 0, 5, 10, 20, 30, 40 }
        from type in new[] { null, "agent", "service", "other", "agents", "servicesx" }
        from isVerified in new[] { false, true }
        where type is not null || !isVerified
        select new BootstrapFacts
        {
            Context = context,
            SignIn = SomeMission.SignIn(acr, minutes == 0 ? null : TimeSpan.FromMinutes(minutes)),
            Now = SomeMission.Now,
            Actor = isVerified ? new VerifiedActor(type!, "actor_1", "test") : null,
            ClaimedActor = type is null ? null : new AdvisoryActor(type, "actor_1"),
        };

    public static CompiledPurpose Compile(CatalogEntry entry) =>
        CompiledCatalog.Compile(GenPurposePair.Vocabulary, [entry]).Purposes.Values.Single();

    public static AppliedContext Context(CompiledPurpose purpose, FactValue param)
    {
        using JsonDocument document = JsonDocument.Parse(ParamsJson(param));
        return ContextApplier.Apply(
            purpose,
            new RequestedPurpose { Client = "client", Kind = GenPurposePair.Kind, Tenant = "example.com", Params = document.RootElement.Clone() },
            SomeMission.Now).Match(applied => applied.Context, refused => throw new InvalidOperationException(refused.Reasons[0].Detail));
    }

    public static string ParamsJson(FactValue param) => param.IsAbsent ? "{}" : $"{{\"p\":{Json(param)}}}";

    private static string Json(FactValue value) => value.Kind switch
    {
        FactKind.Number => value.ToString(),
        FactKind.TextSet => $"[{string.Join(',', value.AsSet.Select(item => $"\"{item}\""))}]",
        _ => $"\"{value}\"",
    };

    private static CompiledEnvelope Envelope(CompiledPurpose purpose, FactValue param) => CompiledEnvelope.From(EnvelopeBuilder.Build(
        purpose, new GoverningInputs { Context = Context(purpose, param), Subject = SomeMission.Subject, Now = SomeMission.Now }));

    private static IEnumerable<DiscoveredAction> Actions(FactKind kind, FactValue param) =>
        from value in Values(kind, param)
        from operation in new[] { "read", "write", "drop", "shred" }
        from audience in Audiences
        select new DiscoveredAction
        {
            Subject = SomeMission.Subject,
            Tenant = "example.com",
            Resource = GenPurposePair.ClassOf(kind),
            Operation = operation,
            Audience = audience,
            At = SomeMission.Now,
            Attributes = value.IsAbsent ? [] : [new AttributeValue("x", value)],
        };

    public static IEnumerable<FactValue> Params(FactKind kind) => kind switch
    {
        FactKind.TextSet => Sets(Enumerable.Range(0, kind == FactKind.TextSet ? 4 : 0).Select(count => Enumerable.Range(0, count).Select(index => "f" + index))).Where(set => set.SetCount <= 6),
        FactKind.Number => Enumerable.Range(0, 11).Select(half => FactValue.Number(half / 2m)),
        _ => Values(kind, FactValue.Absent).Where(value => !value.IsAbsent),
    } is var present ? present.Append(FactValue.Absent) : [];

    private static IEnumerable<FactValue> Values(FactKind kind, FactValue param) => kind switch
    {
        FactKind.Number => Enumerable.Range(-1, 26).Select(quarter => FactValue.Number(quarter / 4m)),
        FactKind.Instant => Enumerable.Range(-2, 14).Select(half => FactValue.Instant(SomeMission.Now + TimeSpan.FromMinutes(30 * half))),
        FactKind.TextSet => Sets(
            from shared in Enumerable.Range(0, 1 + (param.IsAbsent ? 0 : param.AsSet.Count(item => item.StartsWith('f'))))
            from others in Enumerable.Range(0, 5 - shared)
            select Enumerable.Range(0, shared).Select(index => "f" + index).Concat(Enumerable.Range(0, others).Select(index => "g" + index))),
        _ => new[] { "", "a", "ab", "b", "z", "az", "abz", "bz", "abzz", "azz", "zz", "bzz" }.Select(FactValue.Text),
    } is var present ? present.Append(FactValue.Absent) : [];

    private static IEnumerable<FactValue> Sets(IEnumerable<IEnumerable<string>> fresh) =>
        from others in fresh.ToArray()
        from named in new string[][] { [], ["a"], ["b"], ["a", "b"] }
        select FactValue.TextSet(named.Concat(others));
}
