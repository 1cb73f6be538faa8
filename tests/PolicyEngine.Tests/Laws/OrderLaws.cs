using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>Reordering rules, files or params never changes an answer.</summary>
public sealed class OrderLaws
{
    private static readonly CompiledCatalog Catalog = SampleCatalog.Load();

    [Fact]
    public void The_order_of_files_changes_neither_the_digest_nor_a_byte_of_a_decision() => Gen.Shuffle(SampleCatalog.Sources.ToArray()).Sample(
        (CatalogSource[] files) =>
        {
            CompiledCatalog shuffled = SampleCatalog.Load([.. files]);
            Assert.Equal(Catalog.Digest, shuffled.Digest);
            CompiledPurpose purpose = shuffled.Purpose(Meeting.Entry.Kind)!;
            Assert.Equal(Bytes(Meeting), Bytes(purpose));
        },
        iter: 30);

    [Fact]
    public void The_order_inside_an_entry_changes_neither_its_digest_nor_an_answer()
    {
        foreach (CompiledPurpose purpose in Catalog.Purposes.Values)
        {
            Shuffled(purpose.Entry).Sample(
                entry =>
                {
                    CompiledPurpose shuffled = CompiledCatalog.Compile(purpose.Vocabulary, [entry]).Purposes.Values.Single();
                    Assert.Equal(purpose.Digest, shuffled.Digest);
                    Assert.Equal(Cases(purpose), Cases(shuffled));
                },
                iter: 40);
        }
    }

    [Fact]
    public void The_order_of_params_changes_no_byte_of_the_decision()
    {
        JsonObject given = JsonNode.Parse(SomeMission.Params)!.AsObject();
        string expected = Bytes(Meeting);
        Gen.Shuffle(given.Select(member => member.Key).ToArray()).Sample(
            (string[] names) =>
            {
                JsonObject shuffled = new(names.Select(name => KeyValuePair.Create(name, given[name]?.DeepClone())));
                Assert.Equal(expected, Bytes(Meeting, shuffled.ToJsonString()));
            },
            iter: 50);
    }

    private static CompiledPurpose Meeting => Catalog.Purpose("https://assistant.example.com/purposes/schedule-meeting")!;

    private static string Bytes(CompiledPurpose purpose, string json = SomeMission.Params) => DecisionJson.Write(Bootstrap.Decide(
        purpose,
        SomeMission.Facts(purpose) with { Context = SomeMission.Applied(purpose, json), Answer = UserAnswer.Approved }));

    // The cases of the entry are its author's questions: their answers without lines, which move with the order.
    private static string[] Cases(CompiledPurpose purpose) =>
    [
        .. Engine.Cases.CatalogCaseRunner.Run(purpose).Select(result => $"{result.Case.Name}: {result.Passed}"),
        .. RulesOf(purpose),
    ];

    private static IEnumerable<string> RulesOf(CompiledPurpose purpose)
    {
        string json = purpose.Entry.Cases.Select(item => item.MissionJson).First(mission => mission is not null)!;
        using JsonDocument mission = JsonDocument.Parse(json);
        string given = mission.RootElement.TryGetProperty("params", out JsonElement member) ? member.GetRawText() : "{}";
        MissionEnvelope envelope = EnvelopeBuilder.Build(purpose, new Context.GoverningInputs
        {
            Context = SomeMission.Applied(purpose, SomeMission.Requested(purpose, given) with { Client = purpose.Entry.Allowed.Clients.Order(StringComparer.Ordinal).First(), Application = purpose.Entry.Allowed.Applications.Order(StringComparer.Ordinal).FirstOrDefault() }),
            Subject = SomeMission.Subject,
            Now = SomeMission.Now,
        });
        return EnvelopeRules.Of(envelope).Rules.Select(rule => $"{rule.Id} {rule.Outcome} {Engine.Rules.ConditionText.Describe(rule.When)}");
    }

    private static Gen<CatalogEntry> Shuffled(CatalogEntry entry) => Gen.Select(
        Gen.Shuffle(entry.Authority.ToArray()), Gen.Shuffle(entry.Authentication.StepUp.ToArray()), Gen.Shuffle(entry.Propagation.Audiences.ToArray()),
        Gen.Shuffle(entry.Never.ToArray()), Gen.Shuffle(entry.Params.Governing.ToArray()), Gen.Shuffle(entry.Rules.ToArray()), Gen.Bool,
        (authority, stepUp, audiences, never, governing, rules, reverse) => entry with
        {
            Rules = rules.ToValueArray(),
            Authority = authority.Select(rule => reverse ? rule with { Operations = rule.Operations.Reverse<string>().ToValueArray(), Where = rule.Where.Reverse<AttributeBound>().ToValueArray() } : rule).ToValueArray(),
            Authentication = entry.Authentication with { StepUp = stepUp.ToValueArray() },
            Propagation = entry.Propagation with { Audiences = audiences.Select(rule => reverse ? rule with { Resources = rule.Resources.Reverse<string>().ToValueArray() } : rule).ToValueArray() },
            Never = never.ToValueArray(),
            Params = entry.Params with { Governing = governing.ToValueArray() },
            Allowed = reverse ? new AllowedParties([.. entry.Allowed.Clients.Reverse<string>()], [.. entry.Allowed.Applications.Reverse<string>()], [.. entry.Allowed.Tenants.Reverse<string>()]) : entry.Allowed,
        });
}
