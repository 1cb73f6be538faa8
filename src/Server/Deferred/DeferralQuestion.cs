using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>What a person would be asked, read from the <c>reapproval</c> of a refusal: a request that could be pushed as it is.</summary>
/// <param name="Crossings">The codes of what is crossed, sorted.</param>
/// <param name="Context">The <c>client_context</c>.</param>
/// <param name="Details">The <c>authorization_details</c>; null when there are none.</param>
/// <param name="IsAsked">Whether something that would cover it waits for its decision already.</param>
/// <param name="Reapproval">The whole member, as the client gets it.</param>
internal sealed record DeferralQuestion(ImmutableArray<string> Crossings, string Context, string? Details, bool IsAsked, string Reapproval)
{
    /// <summary>The question of a refusal; null where no person could grant what was asked for.</summary>
    /// <param name="refused">The refusal.</param>
    public static DeferralQuestion? Of(OAuthError refused)
    {
        OAuthErrorMember member = refused.Members.FirstOrDefault(candidate => candidate.Name == ReapprovalWriter.Member);
        if (member.Json is null)
        {
            return null;
        }

        using JsonDocument json = JsonDocument.Parse(member.Json);
        JsonElement root = json.RootElement;
        if (!root.TryGetProperty("client_context", out JsonElement context))
        {
            return null;
        }

        bool isNamed = root.TryGetProperty("authorization_details", out JsonElement details) && details.GetArrayLength() > 0;
        return new DeferralQuestion(
            [.. root.GetProperty("crossings").EnumerateArray().Select(code => code.GetString()!).Order(StringComparer.Ordinal)],
            context.GetRawText(),
            isNamed ? details.GetRawText() : null,
            root.GetProperty("next_step").GetProperty("step").GetString() == NextStepJson.Waiting,
            member.Json);
    }

    /// <summary>Under what an equal question is found: the same Mission, the same agent and key, the same crossings and bounds.</summary>
    /// <param name="mission">The Mission that is crossed.</param>
    /// <param name="keyThumbprint">The key of the agent.</param>
    public string KeyOf(Mission mission, string keyThumbprint) => HandleHash.Of(string.Join(
        '\n', mission.MissionId, mission.Client, keyThumbprint, string.Join(' ', Crossings), CanonicalJson.Serialize(Context), Details)).Value;
}
