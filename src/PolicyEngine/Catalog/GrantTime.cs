namespace MissionPolicy.Engine.Catalog;

/// <summary>When a Mission gets what an <c>authority</c> item allows.</summary>
/// <remarks>Source: article, "Consent Fatigue Is the Failure Mode": authority that most
/// runs never need is not granted to all of them.</remarks>
public enum GrantTime
{
    /// <summary>At its start, unless the client asks for less.</summary>
    AtStart,

    /// <summary>Only where the client asks for it by class and operation: at the start, or later by a re-approval.</summary>
    OnRequest,
}
