using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Server.Evidence;

/// <summary>Which server of a question may stand in the log: one that the Mission or the catalog names. Any other is the client's text.</summary>
/// <remarks>The log cannot be erased, so what a client makes up, which may be somebody's address, stays in the <see cref="PersonalFacts"/>.</remarks>
internal static class KnownServers
{
    /// <summary>The server, if it is a known one.</summary>
    /// <param name="server">What was asked for, or null.</param>
    /// <param name="envelope">The Mission's envelope.</param>
    /// <param name="vocabulary">The catalog's words.</param>
    /// <returns>The server, or null.</returns>
    public static string? Of(string? server, MissionEnvelope envelope, CatalogVocabulary vocabulary) =>
        server is not null
        && (envelope.Grants.Any(grant => grant.At == server)
            || envelope.Audiences.Any(audience => audience.As == server)
            || vocabulary.Classes.Any(known => known.Audiences.Contains(server))
            || vocabulary.AuthorizationServers?.Contains(server) == true)
            ? server
            : null;
}
