using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Missions;

/// <summary>A sign-in as a record of ours keeps it.</summary>
/// <param name="Acr">The level reached.</param>
/// <param name="Amr">The methods (RFC 8176).</param>
/// <param name="At">When it happened.</param>
/// <param name="SessionId">The session of the browser.</param>
internal sealed record SignInRecord(string Acr, ImmutableArray<string> Amr, DateTimeOffset At, string SessionId)
{
    /// <summary>The subject did not sign in; satisfies nothing, and no token speaks of it.</summary>
    public static SignInRecord None { get; } = new(string.Empty, [], DateTimeOffset.UnixEpoch, string.Empty);

    /// <summary>Whether there is a sign-in at all.</summary>
    [JsonIgnore]
    public bool IsNone => Acr.Length == 0;

    /// <summary>The sign-in as the engine takes it, long after the interaction.</summary>
    /// <param name="subject">Whose.</param>
    public SignInFacts Facts(string subject) => new(subject, Acr, Amr.ToValueArray(), At, InThisInteraction: false);
}
