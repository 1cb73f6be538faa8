using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Signals;

/// <summary>Writes an event as a signed SET: one event, a <c>sub_id</c>, no <c>sub</c> and no <c>exp</c>.</summary>
/// <remarks>Source: RFC 8417 §2; SSF 1.0 §4.1; signals digest §2.</remarks>
internal sealed class SetWriter(
    TokenSigner signer, SubjectIdentifiers subjects, IClientRegistry clients, IOptions<ServerOptions> server, IOptions<List<DownstreamOptions>> downstream)
{
    /// <summary>The <c>typ</c>.</summary>
    public const string Type = "secevent+jwt";

    /// <summary>The media type of a pushed SET.</summary>
    public const string MediaType = "application/secevent+jwt";

    /// <summary>Signs an event of a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="row">The event.</param>
    /// <param name="cancellation">Stops before it is signed.</param>
    public async ValueTask<string> WriteAsync(SignalStream stream, SignalRow row, CancellationToken cancellation)
    {
        string? user = row.User is null ? null : await subjects.ForAsync(row.User, await SectorAsync(stream, cancellation), cancellation);
        return signer.Sign(Type, writer =>
        {
            writer.WriteString("iss", server.Value.Issuer);
            writer.WriteString("aud", stream.Audience);
            WireJson.Seconds(writer, "iat", row.At);
            writer.WriteString("jti", row.Jti);
            writer.WriteString("txn", row.Txn);
            writer.WritePropertyName("sub_id");
            Subject(writer, row, user);
            writer.WriteStartObject("events");
            WireJson.Raw(writer, row.EventUri, row.Body);
            writer.WriteEndObject();
        });
    }

    private void Subject(Utf8JsonWriter writer, SignalRow row, string? user)
    {
        writer.WriteStartObject();
        switch (row.SubjectKind)
        {
            case SignalSubjectKind.User:
                User(writer, user);
                break;
            case SignalSubjectKind.Session or SignalSubjectKind.MissionSession:
                // Both members have to match: the other sessions of that person go on.
                writer.WriteString("format", "complex");
                writer.WriteStartObject("user");
                User(writer, user);
                writer.WriteEndObject();
                writer.WriteStartObject("session");
                Opaque(writer, row);
                writer.WriteEndObject();
                break;
            default:
                Opaque(writer, row);
                break;
        }

        writer.WriteEndObject();
    }

    private static void Opaque(Utf8JsonWriter writer, SignalRow row)
    {
        writer.WriteString("format", "opaque");
        writer.WriteString("id", row.SubjectId);
    }

    private void User(Utf8JsonWriter writer, string? user)
    {
        writer.WriteString("format", "iss_sub");
        writer.WriteString("iss", server.Value.Issuer);
        writer.WriteString("sub", user);
    }

    // The receiver gets the name that it knows the person by from tokens or assertions, and no other.
    private async ValueTask<string?> SectorAsync(SignalStream stream, CancellationToken cancellation) =>
        downstream.Value.FirstOrDefault(row => stream.Identities.Contains(row.Issuer, StringComparer.Ordinal)) is { } projected
            ? projected.Sector.Length > 0 ? projected.Sector : null
            : (await clients.FindAsync(stream.ClientId, cancellation))?.Sector;
}
