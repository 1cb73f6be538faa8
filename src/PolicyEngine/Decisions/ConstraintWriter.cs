using System.Text.Json;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Writes the constraint on one attribute in the shapes that <see cref="ConstraintReader"/> reads.</summary>
internal static class ConstraintWriter
{
    // Readers in other languages keep numbers as binary64, which holds every decimal number of 15 digits.
    private const int Digits = 15;

    public static void Write(Utf8JsonWriter writer, MergedBound bound) => _ = bound.Shape.Match(
        exactly => IsPortable(exactly.Value) ? Value(writer, exactly.Value) : Condition(writer, bound.Holds),
        among => Value(writer, among.Texts),
        only => Value(writer, only.Texts),
        beginning => Prefix(writer, beginning.Prefix),
        between => IsPortable(between.Low.Value) && IsPortable(between.High.Value) ? Ends(writer, between) : Condition(writer, bound.Holds),
        other => Condition(writer, other.Holds));

    private static bool IsPortable(FactValue value) => value.IsAbsent || value.Kind != FactKind.Number
        || value.ToString().Count(char.IsAsciiDigit) <= Digits;

    private static bool Prefix(Utf8JsonWriter writer, string prefix)
    {
        writer.WriteStartObject();
        writer.WriteString("prefix", prefix);
        writer.WriteEndObject();
        return true;
    }

    private static bool Ends(Utf8JsonWriter writer, BoundShape.Between between)
    {
        writer.WriteStartObject();
        End(writer, between.Low, between.Low.Included ? Comparison.AtLeast : Comparison.Over);
        End(writer, between.High, between.High.Included ? Comparison.AtMost : Comparison.Under);
        writer.WriteEndObject();
        return true;
    }

    private static void End(Utf8JsonWriter writer, BoundEnd end, Comparison comparison)
    {
        if (!end.Value.IsAbsent)
        {
            writer.WritePropertyName(ConstraintReader.Words(end.Value.Kind).Single(word => word.Comparison == comparison).Name);
            Value(writer, end.Value);
        }
    }

    private static bool Value(Utf8JsonWriter writer, FactValue value)
    {
        FactJson.Write(writer, value);
        return true;
    }

    private static bool Condition(Utf8JsonWriter writer, Condition holds)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("condition");
        ConditionJson.Write(writer, holds);
        writer.WriteEndObject();
        return true;
    }
}
