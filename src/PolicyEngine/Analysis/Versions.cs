using MissionPolicy.Engine.Analysis.Solving;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis;

/// <summary>Two versions of one purpose.</summary>
/// <param name="Before">The old one.</param>
/// <param name="After">The new one.</param>
internal sealed record Versions(CompiledPurpose Before, CompiledPurpose After)
{
    public ParamSpace Params { get; } = new(Before, After);

    public Versions Reversed => new(After, Before);

    /// <summary>What both versions list; what the new one lists when they share nothing.</summary>
    public static ValueArray<string> Shared(ValueArray<string> before, ValueArray<string> after) =>
        before.Intersect(after, StringComparer.Ordinal).ToSortedSet() is { IsEmpty: false } both ? both : after.ToSortedSet();

    public SourcePosition BeforeAt(string path) => Before.Entry.Source.At(path);

    public SourcePosition AfterAt(string path) => After.Entry.Source.At(path);

    /// <summary>The domain of a fact of the sign-in or of the Mission, for events that both versions admit.</summary>
    public FactDomain Domain(FactName fact, Condition everything) => fact.Scope switch
    {
        FactScope.Params => Params.Domain(fact.Path),
        FactScope.Subject => new FactDomain { Kinds = ClaimKinds.Of(everything) },
        _ when fact == FactName.Client => FactDomain.OneOf(Shared(Before.Entry.Allowed.Clients, After.Entry.Allowed.Clients).Select(FactValue.Text)),
        _ when fact == FactName.Tenant => FactDomain.OneOf(Shared(Before.Entry.Allowed.Tenants, After.Entry.Allowed.Tenants).Select(FactValue.Text)),
        _ when fact == FactName.Application => Applications(),
        _ when fact == FactName.RequestedLifetime => FactDomain.Of(FactKind.Duration) with { MayBeAbsent = false, Fits = value => value.AsNumber > 0 },
        _ when fact == FactName.ActorVerified => FactDomain.Of(FactKind.Flag) with { MayBeAbsent = false },
        _ => FactDomain.Of(FactKind.Text),
    };

    private FactDomain Applications()
    {
        (ValueArray<string> before, ValueArray<string> after) = (Before.Entry.Allowed.Applications, After.Entry.Allowed.Applications);
        return before.IsEmpty && after.IsEmpty
            ? FactDomain.Of(FactKind.Text)
            : FactDomain.OneOf((before.IsEmpty ? after : after.IsEmpty ? before : Shared(before, after)).Select(FactValue.Text));
    }
}
