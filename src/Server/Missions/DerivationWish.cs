using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>A wish for an access token under a Mission; the credential that selects the Mission was read already.</summary>
internal sealed record DerivationWish
{
    public required Client Client { get; init; }

    public required string KeyThumbprint { get; init; }

    /// <summary>The Mission that the credential is bound to.</summary>
    public required string MissionId { get; init; }

    public required string FamilyId { get; init; }

    /// <summary>The token that is exchanged, or null.</summary>
    public string? Parent { get; init; }

    /// <summary>The one resource server.</summary>
    public required string At { get; init; }

    /// <summary>What is asked there; null for all that the Mission holds there.</summary>
    public MissionDetail? Detail { get; init; }

    /// <summary>Scopes that were asked; each has to be <c>class.operation</c> of what is granted.</summary>
    public ValueArray<string> Scopes { get; init; }

    /// <summary>Checks the credential again inside the transaction that issues; an error ends it.</summary>
    public required Func<IStoreTransaction, OAuthError?> Credential { get; init; }
}
