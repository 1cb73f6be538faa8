using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tokens;

/// <summary>An introspection answer.</summary>
/// <remarks>Source: RFC 7662 §2.2; derivation digest §8. That an audience learns the state of a Mission whose token is dead departs from
/// RFC 7662 §2.2 on purpose: a resource server has to tell "stopped" from "expired".</remarks>
/// <param name="Token">The token, or null when the caller learns nothing.</param>
/// <param name="Standing">How it stands.</param>
internal sealed record Introspection(JsonWebToken? Token, TokenStanding Standing)
{
    // What the answer repeats of the token, in this order.
    private static readonly string[] Repeated =
        ["iss", "sub", "aud", "client_id", "exp", "iat", "jti", "scope", "auth_time", "acr", "amr", "authorization_details", "cnf", "act", "mission_ref", "mission_provisional"];

    public static Introspection Nothing { get; } = new(null, TokenStanding.Unknown);

    /// <summary>The approvals of other people than the subject, each under the name by which this client knows the person.</summary>
    public ImmutableArray<ApprovalRecord> ApprovedBy { get; init; } = [];

    /// <summary>Whether the claim <c>mission</c> of the token is told, with the state.</summary>
    public bool TellsMissionClaim { get; init; }

    // A token may be dead under a Mission that goes on; then that it is dead is all there is to say.
    private bool IsStopped => Token is not null && Standing is { Mission: not null, MissionState: not (null or MissionState.Active) };

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("active", Token is not null && Standing.IsActive);
        if (Token is not null && Standing.IsActive)
        {
            Claims(writer, Token);
            writer.WriteString("token_type", "DPoP");
            Approvals(writer);
        }
        else if (IsStopped)
        {
            writer.WriteString("mission_ref", Standing.Mission!.MissionRef);
        }

        if (Token is not null && Standing.MissionState is { } state && (Standing.IsActive || IsStopped))
        {
            writer.WriteString("mission_state", MissionLedger.Word(state));
            if (TellsMissionClaim && Token.TryGetPayloadValue(MissionClaim.Name, out JsonElement claim))
            {
                MissionClaim.Write(writer, claim, DraftState.Of(Standing.Mission!, state));
            }
        }

        writer.WriteEndObject();
    }

    private void Approvals(Utf8JsonWriter writer)
    {
        if (ApprovedBy.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("approved_by");
        foreach (ApprovalRecord approval in ApprovedBy)
        {
            writer.WriteStartObject();
            writer.WriteString("sub", approval.Subject);
            writer.WriteString("acr", approval.Acr);
            WireJson.Strings(writer, "amr", approval.Amr);
            WireJson.Seconds(writer, "auth_time", approval.AuthTime);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Claims(Utf8JsonWriter writer, JsonWebToken token)
    {
        using JsonDocument payload = JsonDocument.Parse(Base64UrlText.TryDecode(token.EncodedPayload, out byte[]? bytes) ? bytes : "{}"u8.ToArray());
        foreach (string name in Repeated)
        {
            if (payload.RootElement.TryGetProperty(name, out JsonElement value))
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
        }
    }
}
