namespace MissionPolicy.Server.Observability;

/// <summary>The questions that the engine answers, as telemetry names them.</summary>
internal sealed class DecisionKind
{
    private DecisionKind(string name)
    {
        Name = name;
        SpanName = "decide " + name;
        Tag = TelemetryTags.Of(TelemetryTags.DecisionKind, name);
    }

    /// <summary>May this applied context become a Mission?</summary>
    public static DecisionKind Bootstrap { get; } = new("bootstrap");

    /// <summary>The same question of a request that names a Mission: may it be approved or resumed?</summary>
    public static DecisionKind Handoff { get; } = new("handoff");

    /// <summary>May a Mission be prepared for a person who is not here?</summary>
    public static DecisionKind Proposing { get; } = new("proposing");

    /// <summary>Is this token inside the Mission?</summary>
    public static DecisionKind Derivation { get; } = new("derivation");

    /// <summary>What may cross to another authorization server?</summary>
    public static DecisionKind Projection { get; } = new("projection");

    /// <summary>Is this newly found action inside the Mission?</summary>
    public static DecisionKind Boundary { get; } = new("boundary");

    /// <summary>May this person decide this proposal, and is it decided?</summary>
    public static DecisionKind Review { get; } = new("review");

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<DecisionKind> All { get; } = [Bootstrap, Handoff, Proposing, Derivation, Projection, Boundary, Review];

    /// <summary>The word.</summary>
    public string Name { get; }

    /// <summary>The name of its span.</summary>
    public string SpanName { get; }

    /// <summary>The tag that says it.</summary>
    public KeyValuePair<string, object?> Tag { get; }
}
