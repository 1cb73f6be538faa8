using System.Collections.Frozen;
using System.Text.Json;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Cases;

/// <summary>The Mission that a case asks about: what it leaves out is the plainest thing that the entry allows.</summary>
internal sealed record CaseMission(RequestedPurpose Requested, BootstrapFacts Facts)
{
    public const string DefaultSubject = "user_1";

    public static DateTimeOffset DefaultTime { get; } = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    public static CaseMission Read(CompiledPurpose purpose, string? json)
    {
        using JsonDocument document = JsonDocument.Parse(json ?? "{}");
        JsonElement mission = document.RootElement.Clone();
        DateTimeOffset at = Text(mission, "at") is { } time && FactText.TryInstant(time, out DateTimeOffset given) ? given : DefaultTime;
        JsonElement limits = Member(mission, "constraints");
        JsonElement actor = Member(mission, "actor");
        bool isVerified = Member(actor, "verified").ValueKind == JsonValueKind.True;
        TimeSpan age = Text(mission, "auth_age") is { } text && FactText.TryDuration(text, out TimeSpan value) ? value : TimeSpan.Zero;
        return new CaseMission(
            new RequestedPurpose
            {
                Client = Text(mission, "client") ?? purpose.Entry.Allowed.Clients[0],
                Kind = purpose.Entry.Kind,
                Params = Member(mission, "params"),
                Application = Text(mission, "application") ?? (purpose.Entry.Allowed.Applications.IsEmpty ? null : purpose.Entry.Allowed.Applications[0]),
                Tenant = Text(mission, "tenant") ?? purpose.Entry.Allowed.Tenants[0],
                ExpiresAt = Text(limits, "expires_at") is { } end && FactText.TryInstant(end, out DateTimeOffset expires) ? expires : null,
                MaxDuration = Text(limits, "max_duration") is { } longest && FactText.TryDuration(longest, out TimeSpan duration) ? duration : null,
            },
            new BootstrapFacts
            {
                Context = null,
                SignIn = new SignInFacts(
                    Text(mission, "subject") ?? DefaultSubject, Text(mission, "acr") ?? purpose.Vocabulary.Levels[^1].Name, [], Lifetime.After(at, -age), age == TimeSpan.Zero),
                Now = at,
                SubjectClaims = Claims(Member(mission, "claims")),
                Actor = isVerified ? new VerifiedActor(Text(actor, "type") ?? "agent", Text(actor, "id") ?? "agent_1", "case") : null,
                ClaimedActor = Text(actor, "type") is { } type ? new AdvisoryActor(type, Text(actor, "id")) : null,
                Asked = CaseAsks.Read(mission),
                DeferralAllowed = Member(mission, "deferral").ValueKind != JsonValueKind.False,
                Prompts = new PromptFacts
                {
                    Asked = Asked(Member(mission, "asked"), at),
                    IsStopped = Member(mission, "asking_stopped").ValueKind == JsonValueKind.True,
                },
                Answer = Text(mission, "answer") switch { "approved" => UserAnswer.Approved, "declined" => UserAnswer.Declined, _ => UserAnswer.None },
            });
    }

    // How long ago the client put other questions to the person.
    private static ValueArray<DateTimeOffset> Asked(JsonElement ago, DateTimeOffset at) => ago.ValueKind != JsonValueKind.Array
        ? []
        : ago.EnumerateArray()
            .Select(item => item.ValueKind == JsonValueKind.String && FactText.TryDuration(item.GetString()!, out TimeSpan age) ? age : TimeSpan.Zero)
            .Select(age => Lifetime.After(at, -age))
            .ToValueArray();

    private static FrozenDictionary<string, FactValue> Claims(JsonElement claims) => claims.ValueKind != JsonValueKind.Object
        ? FrozenDictionary<string, FactValue>.Empty
        : claims.EnumerateObject()
            .Select(claim => KeyValuePair.Create(claim.Name, JsonFacts.Read(claim.Value, KindOf(claim.Value.ValueKind))))
            .Where(claim => !claim.Value.IsAbsent)
            .ToFrozenDictionary(StringComparer.Ordinal);

    private static FactKind KindOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => FactKind.Number,
        JsonValueKind.True or JsonValueKind.False => FactKind.Flag,
        JsonValueKind.Array => FactKind.TextSet,
        _ => FactKind.Text,
    };

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string? Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
