using System.Text.Json;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>An event whose signature, issuer, audience and shape were checked.</summary>
/// <param name="Issuer">Who tells it.</param>
/// <param name="Jti">Its identifier.</param>
/// <param name="At">When it was told.</param>
/// <param name="Uri">Its type.</param>
/// <param name="Body">The event object.</param>
/// <param name="Subject">The <c>sub_id</c>, or the event's own <c>subject</c> as older transmitters write it; undefined where there is none.</param>
internal sealed record ReceivedEvent(string Issuer, string Jti, DateTimeOffset At, string Uri, JsonElement Body, JsonElement Subject)
{
    /// <summary>A text of the subject, or null.</summary>
    /// <param name="format">The subject's format; another one has no such text.</param>
    /// <param name="name">The member.</param>
    public string? SubjectText(string format, string name) => TextOf(Subject, format, name);

    /// <summary>A text of one member of a complex subject, or null.</summary>
    /// <param name="member">Which: <c>user</c>, <c>session</c>, ….</param>
    /// <param name="format">Its format.</param>
    /// <param name="name">The text's name.</param>
    public string? PartText(string member, string format, string name) =>
        Subject.ValueKind == JsonValueKind.Object && new JwtClaims(Subject).Text("format") == "complex" && Subject.TryGetProperty(member, out JsonElement part)
            ? TextOf(part, format, name)
            : null;

    private static string? TextOf(JsonElement subject, string format, string name) =>
        subject.ValueKind == JsonValueKind.Object && new JwtClaims(subject).Text("format") == format ? new JwtClaims(subject).Text(name) : null;
}
