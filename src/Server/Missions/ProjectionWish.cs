using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>A wish for an ID-JAG; the credential that selects the Mission was read already.</summary>
internal sealed record ProjectionWish
{
    public required Client Client { get; init; }

    public required string KeyThumbprint { get; init; }

    public required string MissionId { get; init; }

    public required string FamilyId { get; init; }

    /// <summary>The issuer of the downstream server, as asked.</summary>
    public required string Audience { get; init; }

    /// <summary>The resource server there, or null.</summary>
    public string? Resource { get; init; }

    public MissionDetail? Detail { get; init; }

    public ValueArray<string> Scopes { get; init; }

    /// <summary>Checks the credential again inside the transaction that issues.</summary>
    public required Func<IStoreTransaction, OAuthError?> Credential { get; init; }
}
