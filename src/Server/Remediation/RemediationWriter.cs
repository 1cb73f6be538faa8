using System.Text;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Remediation;

/// <summary>What a resource server puts into its challenge, and a client can ask for: the authority that was wanted, and a reference
/// that stays the same
/// for the same need.</summary>
/// <remarks>Nothing in it is authority; the crossing is computed anew when it is used. Only where an approval helps.
/// Source: draft-zehavi-oauth-rar-metadata-06, authorization remediation.</remarks>
internal sealed class RemediationWriter(SubjectIdentifiers keyed)
{
    public const string Member = "authorization_remediation";

    // A challenge is a header, and headers are short: past this it has only the reference.
    private const int MaxBytes = 4096;

    /// <summary>The object, or null where nothing that can be approved would help.</summary>
    /// <param name="crossing">What crossed.</param>
    /// <param name="step">Its next step.</param>
    /// <param name="until">Until when the step may be taken.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async ValueTask<string?> WriteAsync(Crossing crossing, NextStep step, DateTimeOffset until, CancellationToken cancellation)
    {
        if (step is not (NextStep.Push { Subject: null } or NextStep.Wait))
        {
            return null;
        }

        string detail = crossing.Slice.Write(crossing.Mission.MissionRef);
        string reference = await ReferenceAsync(crossing, detail, cancellation);
        string whole = Text(crossing.Slice.IsWhole ? detail : null, reference, until);
        return Encoding.UTF8.GetByteCount(whole) > MaxBytes ? Text(null, reference, until) : whole;
    }

    // Keyed, so that no other resource server and no other Mission's client can compute or compare it.
    private ValueTask<string> ReferenceAsync(Crossing crossing, string detail, CancellationToken cancellation) => keyed.ForAsync(
        string.Join('\n', [detail, .. crossing.Crossings.Select(reason => reason.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]),
        $"{Member} {crossing.Slice.At}",
        cancellation);

    private static string Text(string? detail, string reference, DateTimeOffset until) => WireJson.Text(writer =>
    {
        writer.WriteStartObject();
        if (detail is not null)
        {
            writer.WriteStartArray("authorization_details");
            writer.WriteRawValue(detail);
            writer.WriteEndArray();
        }

        writer.WriteString("authorization_reference", reference);
        writer.WriteString("expires_at", FactText.End(until));
        writer.WriteEndObject();
    });
}
