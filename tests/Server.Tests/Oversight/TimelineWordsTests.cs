using System.Reflection;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.Signals.Receiving;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>A page says nothing in codes.</summary>
public sealed class TimelineWordsTests
{
    private static readonly string[] Clock = ["end_reached", "idle", "not_redeemed", "not_decided"];

    public static TheoryData<string> Kinds() => [.. Constants(typeof(EvidenceKinds))];

    public static TheoryData<string> Reasons() =>
    [
        .. ReasonCodes.All
            .Concat(Constants(typeof(DeferredReasons)))
            .Concat(Constants(typeof(Families)))
            .Concat(Constants(typeof(DeferredAcceptance)))
            .Append(DeferredInterim.Reason)
            .Append(MissionActivation.Superseded)
            .Concat(MissionOperation.All.Keys.Append(MissionOperation.Narrow)
                .SelectMany(operation => Enum.GetValues<Parties>().Select(party => MissionAuthority.ReasonFor(operation, party)).OfType<string>()))
            .Concat(Enum.GetValues<ReviewAnswer>().Where(answer => answer != ReviewAnswer.None).Select(answer => answer.ToString().ToLowerInvariant()))
            .Concat(AccountReasons())
            .Concat(Clock)
            .Distinct(StringComparer.Ordinal),
    ];

    public static TheoryData<string> States() => [.. Enum.GetValues<MissionState>().Select(MissionLedger.Word)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_record_has_words(string kind) =>
        Assert.DoesNotContain(kind, Line(kind, new EvidenceEntry { EventId = "ev_1", State = "active" }), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_has_words(string reason)
    {
        string text = Line(EvidenceKinds.MissionTransition, new EvidenceEntry { EventId = "ev_1", State = "revoked", Reason = reason });
        Assert.NotEqual($"Stopped ({reason})", text);
        Assert.DoesNotContain("_", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Every_state_has_words(string state) =>
        Assert.NotEqual(state, Line(EvidenceKinds.MissionTransition, new EvidenceEntry { EventId = "ev_1", State = state }));

    [Fact]
    public void An_approval_by_reviewers_says_so_once() =>
        Assert.Equal("Approved (by reviewers)", Line(EvidenceKinds.MissionApproved, new EvidenceEntry { EventId = "ev_1", Reason = ReasonCodes.Approved }));

    private static string Line(string kind, EvidenceEntry entry) => TimelineWords.Of(new TimelineEntry(1, DateTimeOffset.UnixEpoch, kind, entry), isOwn: false).Text;

    private static IEnumerable<string> Constants(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string))
        .Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> AccountReasons()
    {
        object reasons = typeof(AccountHandler).GetField("Reasons", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        return ((IEnumerable<KeyValuePair<string, string>>)reasons).Select(pair => pair.Value);
    }
}
