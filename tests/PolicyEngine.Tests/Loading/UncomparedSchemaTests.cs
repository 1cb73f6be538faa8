using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Analysis;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Loading;

/// <summary>An entry whose params schema has keywords that no comparison understands.</summary>
public sealed class UncomparedSchemaTests
{
    private const string Required = "required: [calendar, window]";
    private const string Dependent = "required: [calendar, window]\n    dependentRequired: { note: [attendees] }";
    private const string Note = "note: { type: string, maxLength: 500 }";
    private const string Labels = "note: { type: object, patternProperties: { \"^x-[a-z]+$\": { type: string, maxLength: 9 } }, additionalProperties: false }";
    private const string Roles = "governing: [calendar, window, attendees]\n  audit_only: [note]";

    [Fact]
    public void It_loads_its_schema_is_enforced_and_there_is_no_tree_to_compare()
    {
        CompiledPurpose purpose = SomeMission.MeetingWith(Required, Dependent);
        Assert.Null(purpose.SchemaRoot);
        Assert.Equal(SomeMission.Meeting.ParamKinds.OrderBy(kind => kind.Key), purpose.ParamKinds.OrderBy(kind => kind.Key));
        Assert.Empty(Refusals(purpose, SomeMission.Params));
        Reason reason = Assert.Single(Refusals(purpose, SomeMission.Params.Replace("\"attendees\":[\"eng-team@example.com\"],", string.Empty, StringComparison.Ordinal)));
        Assert.Equal((ReasonCodes.ParamsInvalid, "params.schema.dependentRequired"), (reason.Code, reason.RuleId));
        Assert.True(reason.Position.Line > 0);
    }

    [Fact]
    public void Names_that_a_pattern_allows_are_checked_by_it()
    {
        CompiledPurpose purpose = SomeMission.MeetingWith(Note, Labels);
        Assert.Empty(Refusals(purpose, SomeMission.Params.Replace("\"weekly\"", "{\"x-room\":\"a\"}", StringComparison.Ordinal)));
        Assert.Equal(
            ["params.schema.additionalProperties", "params.schema.maxLength"],
            Refusals(purpose, SomeMission.Params.Replace("\"weekly\"", "{\"x-room\":\"0123456789\",\"room\":1}", StringComparison.Ordinal)).Select(reason => reason.RuleId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_governing_param_without_a_kind_is_refused_where_it_is_listed()
    {
        CatalogSource source = SomeYaml.MeetingWith(Note, Labels);
        source = source with { Text = source.Text.Replace(Roles, "governing: [calendar, window, attendees, note]", StringComparison.Ordinal) };
        CatalogDiagnostic only = Assert.Single(Refused(source));
        Assert.Equal(("MP1122", "$.params.governing[3]"), (only.Code.Id, only.Position.Path));
        Assert.Contains("`note`", only.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("calendar: { equals: params.calendar }", "calendar: { equals: params.note }")]
    [InlineData("when: { params.attendees: { count_over: 20 } }", "when: { params.note: { count_over: 20 } }")]
    public void A_rule_on_a_param_without_a_kind_is_refused_at_its_place(string old, string replacement)
    {
        CatalogSource source = SomeYaml.MeetingWith(Note, Labels);
        source = source with { Text = source.Text.Replace(old, replacement, StringComparison.Ordinal) };
        CatalogDiagnostic only = Assert.Single(Refused(source));
        Assert.Equal("MP1021", only.Code.Id);
        Assert.Contains("params.note", only.Message, StringComparison.Ordinal);
        Assert.True(only.Position.Line > 1);
    }

    [Fact]
    public void Its_defects_stand_where_the_author_wrote_them()
    {
        CatalogDiagnostic only = Assert.Single(Refused(SomeYaml.MeetingWith(Note, Labels.Replace("maxLength: 9", "maxLenght: 9", StringComparison.Ordinal))));
        Assert.Equal(("MP1104", "maxLength"), (only.Code.Id, only.Suggestion));
        Assert.EndsWith(".patternProperties.^x-[a-z]+$.maxLenght", only.Position.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void It_prints_and_reads_back_to_itself()
    {
        CompiledPurpose purpose = SomeMission.MeetingWith(Note, Labels);
        CompiledPurpose again = SomeMission.Purpose(SomeYaml.Meeting with { Text = CatalogPrinter.Print(purpose.Entry) });
        Assert.Equal(purpose.Entry, again.Entry);
        Assert.Equal(purpose.Digest, again.Digest);
    }

    [Fact]
    public void A_change_of_its_schema_cannot_be_compared_and_hides_no_other_change()
    {
        CatalogSource before = SomeYaml.MeetingWith(Required, Dependent);
        CatalogSource after = before with { Text = before.Text.Replace("maxItems: 50", "maxItems: 60", StringComparison.Ordinal).Replace("max: 8h", "max: 7h", StringComparison.Ordinal) };
        Assert.Equal(
            [(DiffDimension.Params, Change.Incomparable), (DiffDimension.Lifetime, Change.Narrowed)],
            Differences(before, after).Select(found => (found.Dimension, found.Classification)));
    }

    [Theory]
    [InlineData(Required, Dependent)]
    [InlineData(Dependent, Required)]
    public void A_schema_that_gets_or_loses_such_a_keyword_cannot_be_compared(string was, string now)
    {
        DimensionDifference found = Assert.Single(Differences(SomeYaml.MeetingWith(Required, was), SomeYaml.MeetingWith(Required, now)));
        Assert.Equal((DiffDimension.Params, Change.Incomparable), (found.Dimension, found.Classification));
        Assert.Contains("cannot be compared", found.Summary, StringComparison.Ordinal);
        Assert.True(found.Before.Line > 0 && found.After.Line > 0);
    }

    [Fact]
    public void The_same_text_is_the_same_schema_and_wider_authority_still_has_its_witness()
    {
        CatalogSource before = SomeYaml.MeetingWith(Required, Dependent);
        CatalogSource after = before with { Text = before.Text.Replace("operations: [read, create, update]", "operations: [read, create, update, delete]", StringComparison.Ordinal) };
        DimensionDifference found = Assert.Single(Differences(before, after));
        Assert.Equal((DiffDimension.Authority, Change.Widened), (found.Dimension, found.Classification));
        Assert.NotNull(found.Witness);
    }

    [Fact]
    public void Validators_that_disagree_refuse_with_a_rule_that_says_so()
    {
        CompiledPurpose meeting = SomeMission.Meeting;
        using JsonDocument schema = JsonDocument.Parse(meeting.Entry.Params.SchemaJson);
        SchemaCompilation.Compiled lying = new JsonSchemaCompiler(_ => new Refusing()).Compile(schema.RootElement).Match(compiled => compiled, _ => null!);
        CompiledPurpose purpose = new()
        {
            Entry = meeting.Entry,
            Vocabulary = meeting.Vocabulary,
            Digest = meeting.Digest,
            Schema = lying.Schema,
            SchemaRoot = lying.Root,
            SchemaOutline = lying.Outline,
            ParamKinds = meeting.ParamKinds,
            Program = meeting.Program,
            Kept = meeting.Kept,
            Resume = meeting.Resume,
            Shapes = meeting.Shapes,
        };
        Reason reason = Assert.Single(Refusals(purpose, SomeMission.Params));
        Assert.Equal((ReasonCodes.ParamsInvalid, "params.schema.validators_disagree"), (reason.Code, reason.RuleId));
        Assert.Contains("second validator", reason.Detail, StringComparison.Ordinal);
    }

    private static ImmutableArray<Reason> Refusals(CompiledPurpose purpose, string json) =>
        ContextApplier.Apply(purpose, SomeMission.Requested(purpose, json), SomeMission.Now).Match<ImmutableArray<Reason>>(_ => [], refused => [.. refused.Reasons]);

    private static ImmutableArray<CatalogDiagnostic> Refused(CatalogSource source) => SomeYaml.Load(source).Match(_ => [], refused => refused.Diagnostics);

    private static ImmutableArray<DimensionDifference> Differences(CatalogSource before, CatalogSource after) =>
        [.. CatalogDiff.Compare(Catalog(before), Catalog(after)).Purposes.SelectMany(purpose => purpose.Dimensions)];

    private static CompiledCatalog Catalog(CatalogSource source) => SomeYaml.Load(source).Match(
        loaded => CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries),
        refused => throw new InvalidOperationException(string.Join('\n', refused.Diagnostics)));

    private sealed class Refusing : IParamsSchema
    {
        public bool IsValid(JsonElement value) => false;

        public ImmutableArray<SchemaError> Validate(JsonElement value) => [new SchemaError("/calendar", "/properties/calendar/pattern", "pattern", "does not match")];
    }
}
