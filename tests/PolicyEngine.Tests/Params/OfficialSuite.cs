using System.Text.Json;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Params;

/// <summary>The official draft 2020-12 cases for the keywords of the subset.</summary>
public sealed class OfficialSuite
{
    private static readonly string[] Files =
    [
        "type", "enum", "const", "required", "properties", "additionalProperties", "minProperties", "maxProperties",
        "items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains",
        "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "allOf", "anyOf", "oneOf", "not", "if-then-else", "boolean_schema", "ref", "defs", "default", "infinite-loop-detection",
        "optional/bignum", "optional/float-overflow", "optional/ecmascript-regex", "optional/non-bmp-regex",
        "optional/format/date", "optional/format/date-time", "optional/format/time", "optional/format/duration", "optional/format/email",
        "optional/format/uri", "optional/format/uuid", "optional/format/ipv4", "optional/format/ipv6", "optional/format/hostname",
    ];

    [Fact]
    public void Every_case_of_every_file_passes_or_is_listed_as_out_of_scope_for_a_reason()
    {
        string suite = Repository.Path("..", "shared", "data", "json-schema-suite", "tests", "draft2020-12");
        if (!Directory.Exists(suite))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "The JSON Schema suite has to be there in CI.");
            Assert.Skip("The JSON Schema suite is not beside the checkout (../shared/data/json-schema-suite).");
        }

        IEnumerable<string> all = Directory.EnumerateFiles(suite, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(suite, file), null).Replace('\\', '/'));
        Assert.Equal(Files.Concat(SuiteExclusions.Files.Keys).Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));
        List<string> wrong = [];
        HashSet<string> used = [];
        int passed = 0;
        foreach (string file in Files)
        {
            passed += RunFile(suite, file, wrong, used);
        }

        wrong.AddRange(SuiteExclusions.All.Keys.Except(used).Select(key => $"listed as out of scope, but it is not: {key}"));
        Assert.True(wrong.Count == 0, $"{passed} passed\n{string.Join('\n', wrong)}");
        Assert.True(passed > 1_000, $"only {passed} cases ran");
    }

    private static int RunFile(string suite, string file, List<string> wrong, HashSet<string> used)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(suite, file + ".json")));
        int passed = 0;
        foreach (JsonElement group in document.RootElement.EnumerateArray())
        {
            string name = $"{file}: {group.GetProperty("description").GetString()}";
            passed += RunGroup(name, group, wrong, used);
        }

        return passed;
    }

    private static int RunGroup(string name, JsonElement group, List<string> wrong, HashSet<string> used) =>
        new SubsetSchemaCompiler().Compile(group.GetProperty("schema")).Match(
            compiled => RunCases(name, group, compiled.Schema, wrong, used),
            refused =>
            {
                // Out of scope means: refused at load, never accepted and half understood.
                if (SuiteExclusions.All.ContainsKey(name))
                {
                    used.Add(name);
                }
                else
                {
                    wrong.Add($"refused: {name}: {string.Join("; ", refused.Defects.Select(defect => $"{defect.SchemaPath} {defect.Message}"))}");
                }

                return 0;
            });

    private static int RunCases(string name, JsonElement group, IParamsSchema schema, List<string> wrong, HashSet<string> used)
    {
        int passed = 0;
        foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
        {
            string key = $"{name}: {test.GetProperty("description").GetString()}";
            JsonElement data = test.GetProperty("data");
            bool valid = schema.IsValid(data);
            Assert.Equal(valid, schema.Validate(data).IsEmpty);
            if (valid == test.GetProperty("valid").GetBoolean())
            {
                passed++;
            }
            else if (SuiteExclusions.All.ContainsKey(key))
            {
                used.Add(key);
            }
            else
            {
                wrong.Add($"wrong: {key}");
            }
        }

        return passed;
    }
}
