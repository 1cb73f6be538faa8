using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.NextSteps;

/// <summary>The next step of a crossing that an entry mends by what it gives on request, one line a case.</summary>
public sealed class OnRequestStepTests
{
    private static readonly CompiledCatalog Meeting = SomePurposes.Of(
        SomeYaml.MeetingWith("    operations: [send]\n", "    operations: [send]\n    grant: on_request\n"),
        SomePurposes.OnRequestOf(SomePurposes.Entry("pay", "payment.transfer", "[read]", "where: { batch: { equals: params.batch } }", "batch: { type: string }", "batch")),
        SomePurposes.OnRequestOf(SomePurposes.Entry("record", "crm.activity", "[create]", "where: { account: { equals: params.account } }", "account: { type: string }", "account", approval: "review")));

    public static TheoryData<string, DiscoveredAction, string> Table => new()
    {
        { "a mail to who is invited", Mail("eng-team@example.com"), """push mail.message [send] ["eng-team@example.com"]""" },
        { "a mail to somebody else", Mail("press@example.org"), """push mail.message [send] ["eng-team@example.com","press@example.org"]""" },
        { "a class of another purpose", Payment("read"), """other_purpose pay payment.transfer [read] {"batch":"b1"}""" },
        { "an operation that no purpose has", Payment("export"), "change_catalog" },
        {
            "what reviewers decide",
            SomeMission.Read with { Resource = "crm.activity", Operation = "read", Attributes = [new AttributeValue("account", FactValue.Text("acc_1"))] },
            """other_purpose record crm.activity [read] {"account":"acc_1"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void What_is_on_request_is_asked_for_by_name_with_the_params_that_it_needs(string what, DiscoveredAction action, string expected)
    {
        Assert.NotEmpty(what);
        CompiledPurpose purpose = Meeting.Purpose(SomePurposes.Kinds + "schedule-meeting")!;
        CompiledEnvelope envelope = CompiledEnvelope.From(SomeMission.EnvelopeOf(purpose, SomeMission.Params));
        ValueArray<Reason> crossings = Assert.IsType<BoundaryDecision.ReApprove>(Boundary.Decide(envelope, action)).Crossings;
        NextStep step = Continuing.Decide(SomePurposes.Facts(Meeting, crossings) with { Envelope = envelope, MayDefer = true }, action);
        Assert.Equal(expected, step.Match(
            push => $"push {Named(purpose, push.Request.Asked!, action.Resource)} {Attendees(push.Request.ParamsJson)}",
            other => "other_purpose " + string.Join("; ", other.Purposes.Select(Offer)),
            _ => "wait",
            _ => "change_catalog"));
    }

    private static string Offer(PurposeOffer offer) =>
        $"{offer.Kind[SomePurposes.Kinds.Length..]} {Named(Meeting.Purpose(offer.Kind)!, offer.Asked!, offer.Asked!.Items[0].Resources[0])} {offer.ParamsJson}";

    // A pushed request takes it.
    private static string Named(CompiledPurpose purpose, AskedAuthority asked, string resource)
    {
        Assert.Empty(Asking.Decide(purpose, asked));
        AskedItem item = Assert.Single(asked.Items, item => item.Resources.Contains(resource));
        return $"{resource} [{string.Join(' ', item.Operations)}]";
    }

    private static string Attendees(string parameters) =>
        System.Text.Json.JsonDocument.Parse(parameters).RootElement.GetProperty("attendees").GetRawText();

    private static DiscoveredAction Mail(string recipient) => SomeMission.Read with
    {
        Resource = "mail.message", Operation = "send", Attributes = [new AttributeValue("recipients", FactValue.TextSet([recipient]))],
    };

    private static DiscoveredAction Payment(string operation) => SomeMission.Read with
    {
        Resource = "payment.transfer", Operation = operation, Attributes = [new AttributeValue("batch", FactValue.Text("b1"))],
    };
}
