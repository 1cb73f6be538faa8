using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Params.Guarded;
using MissionPolicy.Engine.Tests.Some.Generated;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>Two validators that share no code for evaluation, on random schemas and values.</summary>
public sealed class ParamsLaws
{
    private const int Pairs = 20_000;

    [Fact]
    public void Both_validators_give_the_same_answer_for_every_value_of_every_schema_that_both_can_read()
    {
        int judged = 0;
        int accepted = 0;
        Gen.Select(GenSchema.Compared, GenJson.Any(3).Array[4]).Sample(
            (schema, values) =>
            {
                SchemaReading reading = SchemaReader.Read(Json(schema));
                if (!reading.Defects.IsEmpty)
                {
                    return;
                }

                Assert.Empty(reading.Uncompared);
                (GuardedSchema guarded, ParamsSchema second) = (Build(reading), new ParamsSchema(reading.Root));
                foreach (string value in values)
                {
                    (ImmutableArray<SchemaError> one, ImmutableArray<SchemaError> other) = (guarded.Validate(Json(value)), second.Validate(Json(value)));
                    Assert.True(one.IsEmpty == other.IsEmpty, $"{value}: {string.Join("; ", one)} against {string.Join("; ", other)}");
                    Assert.DoesNotContain(one, error => error.Keyword is SchemaError.Json or SchemaError.ValidatorFailed);
                    Interlocked.Increment(ref judged);
                    _ = one.IsEmpty ? Interlocked.Increment(ref accepted) : 0;
                }
            },
            iter: Pairs / 2);
        Assert.True(judged >= Pairs, $"only {judged} pairs were judged");
        Assert.InRange(accepted, judged / 10, judged * 9 / 10);
    }

    [Fact]
    public void An_outline_accepts_every_value_that_its_schema_accepts()
    {
        int accepted = 0;
        Gen.Select(GenSchema.Any, GenJson.Any(3).Array[4]).Sample(
            (schema, values) =>
            {
                SchemaReading reading = SchemaReader.Read(Json(schema));
                if (!reading.Defects.IsEmpty || reading.Uncompared.IsEmpty)
                {
                    return;
                }

                (GuardedSchema guarded, ParamsSchema outline) = (Build(reading), new ParamsSchema(reading.Root));
                foreach (string value in values.Where(value => guarded.IsValid(Json(value))))
                {
                    Assert.True(outline.IsValid(Json(value)), $"{value} is accepted, and not by the outline");
                    Interlocked.Increment(ref accepted);
                }
            },
            iter: 5_000);
        Assert.True(accepted > 1_000, $"only {accepted} values were accepted");
    }

    [Fact]
    public void Many_threads_get_the_answers_that_one_gets() => GenSchema.Any.Array[20].Sample(
        schemas =>
        {
            string[] values = [.. GenJson.Names, .. GenJson.Scalars, """{"a":1,"b":"a","aa":[1]}""", """[1,"a",{"a":2}]"""];
            foreach (SchemaReading reading in schemas.Select(schema => SchemaReader.Read(Json(schema))).Where(reading => reading.Defects.IsEmpty))
            {
                (GuardedSchema shared, GuardedSchema alone) = (Build(reading), Build(reading));
                bool[] answers = new bool[values.Length];
                Parallel.For(0, values.Length, index => answers[index] = shared.IsValid(Json(values[index])));
                Assert.Equal(values.Select(value => alone.IsValid(Json(value))), answers);
            }
        },
        iter: 20,
        threads: 1);

    private static GuardedSchema Build(SchemaReading reading) =>
        GuardedBuilder.TryBuild(reading, out GuardedSchema? guarded, out string why) ? guarded : throw new InvalidOperationException(why);

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
