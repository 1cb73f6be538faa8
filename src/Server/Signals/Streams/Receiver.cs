using System.Collections.Immutable;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>A client as a receiver of events.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Audience">The <c>aud</c> of its events.</param>
/// <param name="Identities">Every name under which something may have been issued to it.</param>
internal sealed record Receiver(string ClientId, string Audience, ImmutableArray<string> Identities);
