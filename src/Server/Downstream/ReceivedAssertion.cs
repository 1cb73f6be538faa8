using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Downstream;

/// <summary>An assertion whose signature, issuer, audience and times were checked.</summary>
/// <remarks>Source: ID-JAG draft §3.1; id-jag digest §3.</remarks>
internal sealed record ReceivedAssertion
{
    public required string Issuer { get; init; }

    public required string TokenId { get; init; }

    public required string Subject { get; init; }

    public required string ClientId { get; init; }

    public required string KeyThumbprint { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required string MissionRef { get; init; }

    public required string PurposeKind { get; init; }

    public string? Resource { get; init; }

    public ValueArray<string> Scopes { get; init; }

    public ValueArray<MissionDetail> Details { get; init; }

    public string? Acr { get; init; }

    public string? Tenant { get; init; }

    public string? Actor { get; init; }

    public string? ActorIssuer { get; init; }
}
