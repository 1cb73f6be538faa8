namespace MissionPolicy.Client.Deferred;

/// <summary>How a client takes the answer to a token request that crosses its Mission.</summary>
/// <remarks>Source: OAuth Deferred Token Response draft -01, <c>completion_mode</c>.</remarks>
public enum CompletionMode
{
    /// <summary>At once: a crossing is refused, and the agent sends the person to a page itself.</summary>
    Immediate,

    /// <summary>Later: the server finds the person, and the agent waits for the answer.
    /// The client has to be registered for the deferred grant.</summary>
    Deferred,
}
