namespace MissionPolicy.Client.Hints;

/// <summary>The checks of a hint, in the order in which they run.</summary>
/// <remarks>Source: Client Context draft, <c>client_context_hint</c>.</remarks>
public enum HintCheck
{
    /// <summary>Not a JSON object, too large, too deep, or a name twice.</summary>
    Json,

    /// <summary><c>contexts</c> is no object or empty.</summary>
    Contexts,

    /// <summary>A purpose from an initiator that nobody authenticated.</summary>
    Unauthenticated,

    /// <summary>A type that may not be suggested.</summary>
    Type,

    /// <summary>A value of the wrong shape, or not in the client's own configuration.</summary>
    Value,

    /// <summary>Nothing is left.</summary>
    Empty,
}
