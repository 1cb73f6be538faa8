using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MissionPolicy.Engine.Tests.Params;

/// <summary>What ends, hangs or fools JsonSchema.Net with its own handlers has to be answered rightly and soon by the guarded ones.</summary>
/// <remarks>In a process of its own, because no process survives a stack overflow. Start-up is not counted.</remarks>
public sealed class HostileProcessTests
{
    private const int MostMilliseconds = 1_000;

    private const string Doubling =
        """{"$ref":"#/$defs/n","$defs":{"n":{"anyOf":[{"type":"array","items":{"$ref":"#/$defs/n"},"minItems":2},{"items":{"$ref":"#/$defs/n"},"type":"array"},{"type":"integer"}]}}}""";

    public static TheoryData<string, string, string, string> Rows => new()
    {
        { "digits by the exponent, on the stack", """{"multipleOf":0.01}""", "1e100000000", "valid" },
        { "digits by the exponent of the divisor", """{"multipleOf":1e100000000}""", "1", "multipleOf" },
        { "an exponent that does not fit 32 bits", """{"maximum":100}""", "5e4294967296", "maximum" },
        { "an exponent that does not fit 32 bits, from below", """{"minimum":-100}""", "-5e4294967296", "minimum" },
        { "one character with many marks", """{"maxLength":3}""", $"\"a{new string('\u0301', 10_000)}\"", "maxLength" },
        { "a carriage return and a line feed", """{"maxLength":1}""", "\"\\r\\n\"", "maxLength" },
        { "characters beyond U+FFFF", """{"minLength":3}""", "\"\ud83d\udc32\ud83d\udc32\"", "minLength" },
        { "a pattern that backtracks", """{"pattern":"^(a+)+$"}""", $"\"{new string('a', 40)}!\"", "pattern" },
        { "a pattern of names that backtracks", """{"patternProperties":{"^(a+)+$":false},"additionalProperties":false}""", $$"""{"{{new string('a', 40)}}!":1}""", "additionalProperties" },
        { "a pattern of names beside the names", """{"patternProperties":{"^\\p{Letter}+$":true},"additionalProperties":false}""", """{"\u00e9t\u00e9":1}""", "valid" },
        { "a line feed before the end", """{"pattern":"^a$"}""", "\"a\\n\"", "pattern" },
        { "a line feed before the end of a name", """{"patternProperties":{"^a$":true},"additionalProperties":false}""", """{"a\n":1}""", "additionalProperties" },
        { "digits outside ASCII", """{"pattern":"^\\d$"}""", "\"\u0661\"", "pattern" },
        { "31 digits, the last another one", """{"enum":[1234567890123456789012345678901]}""", "1234567890123456789012345678902", "enum" },
        { "31 digits, the last another one, alone", """{"const":1234567890123456789012345678901}""", "1234567890123456789012345678902", "const" },
        { "a number that no double holds, alone", """{"const":1e400}""", "10e399", "valid" },
        { "a number that no double holds, in a list", """{"enum":[1e400]}""", "1e401", "enum" },
        { "numbers that no double holds, unique", """{"uniqueItems":true}""", "[1e400,10e399]", "uniqueItems" },
        { "a fraction that a double loses", """{"type":"integer"}""", "1e-400", "type" },
        { "a fraction that a double loses, at the end", """{"type":"integer"}""", "9007199254740993.5", "type" },
        { "a name twice", """{"properties":{"a":{"type":"integer"}}}""", """{"a":1,"a":"x"}""", "json" },
        { "a name twice in the schema", """{"type":"string","type":"integer"}""", "1", "refused" },
        { "a lone surrogate", """{"minLength":1}""", "\"\\ud800\"", "json" },
        { "the schema itself for the same value", """{"allOf":[{"$ref":"#"}]}""", "1", "refused" },
        { "the schema itself as an alternative", """{"anyOf":[{"$ref":"#"},true]}""", "1", "refused" },
        { "the schema itself, denied", """{"not":{"$ref":"#"}}""", "1", "refused" },
        { "the schema itself under a condition", """{"if":{"$ref":"#"},"then":true}""", "1", "refused" },
        { "the schema itself for a member that is there", """{"dependentSchemas":{"a":{"$ref":"#"}}}""", """{"a":1}""", "refused" },
        { "a dynamic reference to itself", """{"$dynamicAnchor":"a","$dynamicRef":"#a"}""", "1", "refused" },
        { "a dynamic reference to the schema that holds it", """{"$dynamicAnchor":"a","allOf":[{"oneOf":[{"$dynamicRef":"#a"}]}]}""", "1", "refused" },
        { "nested lists", """{"items":{"$ref":"#"}}""", new string('[', 10_000) + new string(']', 10_000), "json" },
        { "nested lists by a dynamic reference", """{"$dynamicAnchor":"a","items":{"$dynamicRef":"#a"}}""", new string('[', 10_000) + new string(']', 10_000), "json" },
        { "as deep as a value may be", """{"allOf":[{"allOf":[{"allOf":[{"allOf":[{"items":{"$ref":"#"}}]}]}]}]}""", new string('[', 64) + new string(']', 64), "valid" },
        { "as high as schemas may stand on one value", Tower(15), new string('[', 22) + new string(']', 22), "valid" },
        { "a chain of schemas", Chain(490), "{}", "valid" },
        { "a longer chain of schemas", Chain(20_000), "{}", "refused" },
        { "alternatives that double at every level", Doubling, new string('[', 25) + "\"x\"" + new string(']', 25), "json" },
        { "another draft with other handlers", """{"$schema":"http://json-schema.org/draft-07/schema#","pattern":"^(a+)+$"}""", $"\"{new string('a', 40)}!\"", "refused" },
        { "another draft inside", """{"allOf":[{"$schema":"http://json-schema.org/draft-07/schema#","pattern":"^(a+)+$"}]}""", $"\"{new string('a', 40)}!\"", "refused" },
        { "this draft, which the library knows unguarded", """{"$schema":"https://json-schema.org/draft/2020-12/schema","pattern":"^(a+)+$"}""", $"\"{new string('a', 40)}!\"", "pattern" },
        { "a format that nothing checks", """{"format":"phone"}""", "\"x\"", "refused" },
        { "a meta-schema that is built in", """{"$ref":"https://json-schema.org/draft/2020-12/schema"}""", "1", "refused" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_guarded_validator_gives_the_right_answer_within_a_second(string what, string schema, string value, string answer)
    {
        Assert.NotEmpty(what);
        (string given, int milliseconds) = await Ask("guarded", schema, value);
        Assert.Equal(answer, given);
        Assert.True(milliseconds <= MostMilliseconds, $"{milliseconds} ms");
    }

    [Theory]
    [InlineData("""{"multipleOf":0.01}""", "1e100000000", "valid")]
    [InlineData("""{"maximum":100}""", "5e4294967296", "maximum")]
    [InlineData("""{"pattern":"^(a+)+$"}""", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"", "pattern")]
    [InlineData(Doubling, "[[[[[[[[[[[[[[[[[[[[[[[[[\"x\"]]]]]]]]]]]]]]]]]]]]]]]]]", "json")]
    public async Task Both_validators_together_give_the_right_answer_within_a_second(string schema, string value, string answer)
    {
        (string given, int milliseconds) = await Ask("both", schema, value);
        Assert.Equal(answer, given);
        Assert.True(milliseconds <= MostMilliseconds, $"{milliseconds} ms");
    }

    // Height schemas that judge the same value, the last of them for the items of a list.
    private static string Tower(int height) =>
        string.Concat(Enumerable.Repeat("""{"anyOf":[""", height)) + """{"items":{"$ref":"#"}}""" + string.Concat(Enumerable.Repeat("]}", height));

    private static string Chain(int length)
    {
        StringBuilder schema = new("""{"$ref":"#/$defs/d0","$defs":{""");
        for (int index = 0; index < length; index++)
        {
            string number = index.ToString(CultureInfo.InvariantCulture);
            string next = (index + 1).ToString(CultureInfo.InvariantCulture);
            schema.Append("\"d" + number + "\":{\"properties\":{\"x\":{\"$ref\":\"#/$defs/d" + next + "\"}}},");
        }

        return schema.Append(CultureInfo.InvariantCulture, $"\"d{length}\":true}}}}").ToString();
    }

    private static async Task<(string Answer, int Milliseconds)> Ask(string which, string schema, string value)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "MissionPolicy.Params.Hostile.dll"), which])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource hangs = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        hangs.CancelAfter(TimeSpan.FromMinutes(2));
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(hangs.Token);
            await process.StandardInput.WriteAsync($"{schema}\n{value}\n".AsMemory(), hangs.Token);
            process.StandardInput.Close();
            string[] lines = (await process.StandardOutput.ReadToEndAsync(hangs.Token)).Split('\n');
            await process.WaitForExitAsync(hangs.Token);
            Assert.True(process.ExitCode == 0, $"The process ended with {process.ExitCode}: {(await errors).Split('\n')[0]}");
            return (lines[0], int.Parse(lines[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
