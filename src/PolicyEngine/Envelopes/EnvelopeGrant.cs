using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>Operations on one resource class at one resource server, with bounds that hold literals only.</summary>
public sealed record EnvelopeGrant
{
    /// <summary>The stable rule name, for example <c>authority.calendar.event</c>; unique in the envelope.</summary>
    public required string RuleId { get; init; }

    /// <summary>The resource class.</summary>
    public required string Resource { get; init; }

    /// <summary>The resource server, an absolute URI.</summary>
    public required string At { get; init; }

    /// <summary>The operations with all that they imply; sorted.</summary>
    public required ValueArray<string> Operations { get; init; }

    /// <summary>The operations of the class that are stronger than one of these; asking for one is a stronger operation, not an unrelated one. Sorted.</summary>
    public ValueArray<string> Stronger { get; init; }

    /// <summary>The bounds; every one must hold. Sorted by name.</summary>
    public ValueArray<AttributeBound> Where { get; init; }

    /// <summary>The params and subject claims whose values stand in the bounds, for example <c>params.account</c>; sorted. Empty where every bound
    /// is written in the catalog. Null in an envelope that was stored before this was kept: then the bounds do not leave this server.</summary>
    public ValueArray<string>? BoundBy { get; init; }

    /// <summary>Whether an action on the class has to name its server. Set where the class has several; it stays when only one of them is left,
    /// so that less of an envelope never allows what the whole refused.</summary>
    public bool NamesServer { get; init; }

    /// <summary>The catalog line.</summary>
    public required SourcePosition Position { get; init; }
}
