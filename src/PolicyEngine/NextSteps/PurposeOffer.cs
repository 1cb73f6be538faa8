using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.NextSteps;

/// <summary>A purpose that a client may request and that covers what was asked.</summary>
/// <param name="Kind">The purpose kind.</param>
/// <param name="Title">The title on the approval page.</param>
/// <param name="Operations">What a Mission of it may do on the resource classes that were asked for, sorted.</param>
/// <param name="Tenant">The tenant to ask for.</param>
/// <param name="ParamsJson">The params that follow from what was asked, as canonical JSON; an object.</param>
/// <param name="ToFill">The required params that do not follow from it, sorted; the client fills them.</param>
/// <param name="IsDeferred">Whether reviewers decide, so that the request has to allow a deferred answer.</param>
public sealed record PurposeOffer(
    string Kind, string Title, ValueArray<string> Operations, string Tenant, string ParamsJson, ValueArray<string> ToFill, bool IsDeferred)
{
    /// <summary>What has to be asked for by name, where a Mission of the purpose does not start with it; null otherwise.</summary>
    public AskedAuthority? Asked { get; init; }
}
