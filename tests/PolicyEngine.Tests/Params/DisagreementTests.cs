using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Tests.Params;

/// <summary>A value that only one of two validators accepts is refused, and the error says so.</summary>
public sealed class DisagreementTests
{
    private const string Schema = """{"type":"object","properties":{"a":{"type":"string"}}}""";

    [Fact]
    public void A_second_validator_that_accepts_too_much_changes_nothing_but_the_reason()
    {
        IParamsSchema schema = Compile(new Liar([]));
        SchemaError error = Assert.Single(schema.Validate(Json("""{"a":1}""")));
        Assert.Equal((SchemaError.ValidatorsDisagree, "/a"), (error.Keyword, error.InstancePath));
        Assert.Contains("JsonSchema.Net", error.Message, StringComparison.Ordinal);
        Assert.False(schema.IsValid(Json("""{"a":1}""")));
        Assert.True(schema.IsValid(Json("""{"a":"b"}""")));
    }

    [Fact]
    public void A_second_validator_that_refuses_too_much_refuses()
    {
        IParamsSchema schema = Compile(new Liar([new SchemaError("/a", "/properties/a/type", "type", "a lie")]));
        SchemaError error = Assert.Single(schema.Validate(Json("""{"a":"b"}""")));
        Assert.Equal((SchemaError.ValidatorsDisagree, "/a"), (error.Keyword, error.InstancePath));
        Assert.Contains("second validator", error.Message, StringComparison.Ordinal);
        Assert.Contains("type", error.Message, StringComparison.Ordinal);
        Assert.False(schema.IsValid(Json("""{"a":"b"}""")));
    }

    [Fact]
    public void Where_both_refuse_the_second_one_explains() =>
        Assert.Equal("a lie", Assert.Single(Compile(new Liar([new SchemaError("/a", "/properties/a/type", "type", "a lie")])).Validate(Json("""{"a":1}"""))).Message);

    [Fact]
    public void A_value_that_no_validator_can_judge_is_no_disagreement()
    {
        IParamsSchema schema = Compile(new Liar([]));
        Assert.Equal(SchemaError.Json, Assert.Single(schema.Validate(Json("""{"a":"b","a":"c"}"""))).Keyword);
    }

    [Fact]
    public void Without_a_tree_there_is_no_second_opinion() => Assert.True(new JsonSchemaCompiler(_ => throw new InvalidOperationException())
        .Compile(Json("""{"propertyNames":{"maxLength":1}}"""))
        .Match(compiled => compiled.Schema.IsValid(Json("""{"a":1}""")), _ => false));

    private static IParamsSchema Compile(IParamsSchema second) => new JsonSchemaCompiler(_ => second).Compile(Json(Schema)).Match(
        compiled => compiled.Schema,
        refused => throw new InvalidOperationException(refused.Defects[0].Message));

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private sealed class Liar(ImmutableArray<SchemaError> errors) : IParamsSchema
    {
        public bool IsValid(JsonElement value) => errors.IsEmpty;

        public ImmutableArray<SchemaError> Validate(JsonElement value) => errors;
    }
}
