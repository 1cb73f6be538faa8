using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Tests.Some.Generated;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Loading;

/// <summary>Parse, print, parse is the identity.</summary>
public sealed class CatalogPrinterTests
{
    private static readonly CompiledCatalog Catalog = SampleCatalog.Load();

    private static readonly CatalogSource[] Vocabulary = [.. SampleCatalog.Sources.Where(source => source.Path.StartsWith("vocabulary/", StringComparison.Ordinal))];

    // A vocabulary whose one class has the attributes of the generators.
    private static readonly CatalogSource[] Generated =
    [
        SomeYaml.Levels,
        new("vocabulary/c.yaml", """
            max_lifetime: 30d
            classes:
              c1:
                title: C1
                audiences: [https://s1.example]
                operations: { read: { title: read } }
                attributes:
                  account: { kind: text, title: a }
                  amount: { kind: number, title: a }
                  starts: { kind: instant, title: a }
                  people: { kind: text_set, title: a }
            """),
    ];

    public static TheoryData<string> Kinds => [.. Catalog.Purposes.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_sample_entry_reads_back_to_itself(string kind)
    {
        CatalogEntry entry = Catalog.Purpose(kind)!.Entry;
        string printed = CatalogPrinter.Print(entry);
        CatalogEntry read = Read(printed, Vocabulary);
        Assert.Equal(entry, read);
        Assert.Equal(printed, CatalogPrinter.Print(read));
        Assert.Equal(Catalog.Purpose(kind)!.Digest, PurposeCompiler.DigestOf(read, Catalog.Vocabulary));
    }

    [Fact]
    public void Any_text_reads_back_to_itself()
    {
        CatalogEntry sample = Small();
        Gen.Select(GenText.Any, GenText.Any, GenText.Any).Sample(
            (title, summary, name) =>
            {
                CatalogEntry entry = sample with
                {
                    Title = title,
                    Summary = summary,
                    Authentication = sample.Authentication with { StepUp = [new StepUpRule(name, When.Equal(FactName.Tenant, title), new StrengthRequirement("phr", null))] },
                };
                string printed = CatalogPrinter.Print(entry);
                Assert.Equal(entry, Read(printed, Generated));
            },
            iter: 3_000);
    }

    [Fact]
    public void Any_condition_reads_back_to_one_that_means_the_same_and_from_then_on_to_itself()
    {
        CatalogEntry sample = Small();
        Gen.Select(Tree, GenAction.Any.Array[20]).Sample(
            (tree, actions) =>
            {
                CatalogEntry entry = sample with { Authority = [sample.Authority[0] with { Where = [new AttributeBound("not", new Condition.Not(tree))] }] };
                CatalogEntry once = Read(CatalogPrinter.Print(entry), Generated);
                CatalogEntry twice = Read(CatalogPrinter.Print(once), Generated);
                Assert.Equal(once, twice);
                Assert.Equal(CatalogPrinter.Print(once), CatalogPrinter.Print(twice));
                Condition read = once.Authority[0].Where[0].Holds;
                Assert.All(actions, action => Assert.Equal(!ConditionEvaluator.Holds(tree, new RuleQuestion(action)), ConditionEvaluator.Holds(read, new RuleQuestion(action))));
            },
            iter: 3_000);
    }

    private static Gen<Condition> Tree => Gen.Select(
        GenFacts.Each(GenFacts.Attributes.Select(attribute => GenFacts.Bound(attribute.Name, attribute.Kind).Select(Sayable))), Gen.Int[0, 2],
        (parts, shape) => shape switch { 0 => When.All(parts), 1 => When.Any(parts), _ => When.All(When.Any(parts[0], parts[1]), When.Not(parts[2]), parts[3]) });

    // The language refuses an empty group, which would say "always" or "never" without a word.
    private static Condition Sayable(Condition condition) => condition.Match<Condition>(
        all => all.Parts.IsEmpty ? When.Not(When.Equal(FactName.Attribute("id"), "none")) : new Condition.All(all.Parts.Select(Sayable).ToValueArray()),
        any => any.Parts.IsEmpty ? When.Present(FactName.Attribute("id")) : new Condition.Any(any.Parts.Select(Sayable).ToValueArray()),
        not => new Condition.Not(Sayable(not.Part)),
        test => test.Operand is Operand.Literal { Value: { Kind: FactKind.TextSet, SetCount: 0 } } ? When.Present(test.Fact) : test);

    private static CatalogEntry Small() => Read("""
        kind: https://x.example/y
        version: 1
        owner: o
        title: t
        summary: s
        allowed: { clients: [assistant], tenants: [example.com] }
        params: { schema: { type: object, additionalProperties: false } }
        authentication: { require: { acr: mfa } }
        approval: { mode: user }
        authority: [{ resource: c1, at: https://s1.example, operations: [read] }]
        lifetime: { max: 1h }
        propagation: { depth: 0 }
        resume: { otherwise: reject }
        """, Generated);

    private static CatalogEntry Read(string text, CatalogSource[] vocabulary) => CatalogLoader.Load([.. vocabulary, new CatalogSource("purposes/p.yaml", text)]).Match(
        loaded => loaded.Model.Entries.Single(),
        refused => throw new InvalidOperationException($"{string.Join('\n', refused.Diagnostics)}\n{text}"));
}
