using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.NextSteps;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>A step that is followed leads inside; nothing is offered that the client may not request; no order changes a step.</summary>
public sealed class NextStepLaws
{
    private static readonly Gen<DiscoveredAction> Actions = Gen.Select(
        Gen.OneOf("calendar.event", "calendar.event", "mail.message", "payment.transfer", "crm.activity"),
        Gen.OneOf("read", "create", "send", "delete", "export"),
        Gen.OneOf("cal_team01", "cal_board1", "x", string.Empty),
        Gen.Int[-200, 400],
        Gen.OneOf(SomeMission.Subject, SomeMission.Subject, "user_2"),
        Gen.OneOf<(string? Audience, string? Propagation, int? Depth)>((null, null, null), (null, null, null), (SomePurposes.Elsewhere, null, null), (SomeMission.Calendar, "https://other-as.example.com", 2)),
        Gen.Int[-8, 12],
        (resource, operation, calendar, hours, subject, place, until) => SomeMission.Read with
        {
            Subject = subject,
            Resource = resource,
            Operation = operation,
            Audience = place.Audience,
            PropagationAudience = place.Propagation,
            PropagationDepth = place.Depth,
            Until = until < 0 ? null : SomeMission.Now + TimeSpan.FromHours(until * until),
            Attributes =
            [
                new AttributeValue("calendar", calendar.Length == 0 ? FactValue.Absent : FactValue.Text(calendar)),
                new AttributeValue("account", FactValue.Text("acc_1")),
                new AttributeValue("batch", FactValue.Text("b1")),
                new AttributeValue("starts", FactValue.Instant(SomeMission.Now + TimeSpan.FromHours(hours))),
                new AttributeValue("recipients", FactValue.TextSet([$"p{hours}@example.org"])),
            ],
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_that_is_followed_leads_inside(bool onRequest)
    {
        CompiledCatalog catalog = onRequest ? SomePurposes.OnRequest : SomePurposes.Catalog;
        ConcurrentDictionary<string, int> seen = new(StringComparer.Ordinal);
        Actions.Sample(
            action =>
            {
                if (Boundary.Decide(SomeMission.Compiled, action) is not BoundaryDecision.ReApprove { Crossings: var crossings })
                {
                    return;
                }

                NextStepFacts facts = SomePurposes.Facts(catalog, crossings) with { MayDefer = action.Attributes[3].Value.ToString()!.Length % 2 == 0 };
                NextStep step = Continuing.Decide(facts, action);
                seen.AddOrUpdate(NextStepJson.Word(step), 1, (_, count) => count + 1);
                Assert.True(step.Match(
                    push => Leads(facts, catalog.Purpose(facts.Envelope.Envelope.Kind)!, push.Request.ParamsJson, push.Request.Tenant, push.Subject, action, push.Request, push.Request.Asked),
                    other => other.Purposes.All(offer => Offered(facts, offer, other.Subject, action)),
                    _ => throw new InvalidOperationException("nothing is pending"),
                    change => change.Changes.Count == change.Why.Count && change.Changes.All(needed => needed.Place != ChangePlace.Catalog || needed.Position.Line > 0)));
            },
            iter: 6_000);
        Assert.All((string[])["push", "other_purpose", "change_catalog"], word => Assert.True(seen.GetValueOrDefault(word) > 50, $"{word} only {seen.GetValueOrDefault(word)} times"));
    }

    [Fact]
    public void The_order_of_files_and_of_what_is_pending_does_not_matter() =>
        Gen.Select(Actions, Gen.Shuffle(Enumerable.Range(0, 4).ToArray()), (action, order) => (action, order)).Sample(
        sample =>
        {
            if (Boundary.Decide(SomeMission.Compiled, sample.action) is not BoundaryDecision.ReApprove { Crossings: var crossings })
            {
                return;
            }

            NextStepFacts facts = SomePurposes.Facts(SomePurposes.Catalog, crossings) with { Pending = Pending };
            Assert.Equal(Json(Continuing.Decide(facts, sample.action)), Json(Continuing.Decide(facts with { Pending = [.. sample.order.Select(index => Pending[index])] }, sample.action)));
        },
        iter: 1_000);

    private static ValueArray<PendingQuestion> Pending { get; } =
    [
        .. ((string[])["cal_team01", "cal_board1", "cal_board1", "cal_other1"]).Select((calendar, index) => new PendingQuestion(
            SomePurposes.Kinds + "schedule-meeting",
            index % 2 == 0,
            SomeMission.Now + TimeSpan.FromMinutes(10),
            CompiledEnvelope.From(SomeMission.EnvelopeOf(SomeMission.Meeting, SomeMission.Params.Replace("cal_team01", calendar, StringComparison.Ordinal))))),
    ];

    private static string Json(NextStep step)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            NextStepJson.Write(writer, step, ReasonDetail.Author, (at, push) => at.WriteString("params", push.Request.ParamsJson));
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static bool Offered(NextStepFacts facts, PurposeOffer offer, string? subject, DiscoveredAction action)
    {
        CompiledPurpose purpose = facts.Catalog.Purpose(offer.Kind)!;
        Assert.Contains(facts.Stored.Client, purpose.Entry.Allowed.Clients);
        Assert.True(facts.MayDefer || purpose.Entry.Approval.Mode != ApprovalMode.Review);
        Assert.Contains(action.Operation, offer.Operations);
        JsonObject filled = JsonNode.Parse(offer.ParamsJson)!.AsObject();
        foreach (string name in offer.ToFill)
        {
            filled[name] = name switch
            {
                "ticket" => "T-1",
                "calendar" => "cal_any001",
                _ => new JsonObject { ["from"] = "2026-12-01T00:00:00Z", ["to"] = "2026-12-02T00:00:00Z" },
            };
        }

        return Leads(facts, purpose, filled.ToJsonString(), offer.Tenant, subject, action, null, offer.Asked);
    }

    private static bool Leads(
        NextStepFacts facts, CompiledPurpose purpose, string parameters, string tenant, string? subject, DiscoveredAction action, ReapprovalProposal.Approvable? ends, AskedAuthority? asked)
    {
        MissionEnvelope envelope = EnvelopeBuilder.Build(purpose, new GoverningInputs
        {
            Context = SomeMission.Applied(purpose, SomeMission.Requested(purpose, parameters) with { Tenant = tenant, ExpiresAt = ends?.ExpiresAt, MaxDuration = ends?.MaxDuration }),
            Subject = subject ?? facts.Stored.Subject,
            Asked = asked,
            Now = facts.Now,
        });
        Assert.Empty(Asking.Decide(purpose, asked));
        Assert.IsType<BoundaryDecision.StayInside>(Boundary.Decide(CompiledEnvelope.From(envelope), action));
        return true;
    }
}
