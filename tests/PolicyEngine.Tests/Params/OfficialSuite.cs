using System.Text.Json;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Params;

/// <summary>The official draft 2020-12 cases: all of them for the compiler of catalogs, those of its keywords for the second opinion.</summary>
public sealed class OfficialSuite
{
    private static readonly string[] Compared =
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
    public void Every_case_of_every_file_passes_or_is_listed_with_its_reason()
    {
        SuiteRun run = new(Suite(), new JsonSchemaCompiler(), GuardedExclusions.All);
        foreach (string file in Files(run.Folder).Except(GuardedExclusions.Files.Keys))
        {
            run.Run(file);
        }

        foreach (string file in GuardedExclusions.Files.Keys)
        {
            run.RunRefused(file);
        }

        run.Finish(least: 1_900);
    }

    [Fact]
    public void Every_case_of_the_compared_keywords_passes_the_second_opinion_or_is_listed_with_its_reason()
    {
        SuiteRun run = new(Suite(), new SubsetSchemaCompiler(), SuiteExclusions.All);
        Assert.Equal(Compared.Concat(SuiteExclusions.Files.Keys).Order(StringComparer.Ordinal), Files(run.Folder));
        foreach (string file in Compared)
        {
            run.Run(file);
        }

        run.Finish(least: 1_000);
    }

    private static string Suite()
    {
        string suite = Repository.Path("..", "shared", "data", "json-schema-suite", "tests", "draft2020-12");
        if (!Directory.Exists(suite))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "The JSON Schema suite has to be there in CI.");
            Assert.Skip("The JSON Schema suite is not beside the checkout (../shared/data/json-schema-suite).");
        }

        return suite;
    }

    private static IEnumerable<string> Files(string suite) => Directory.EnumerateFiles(suite, "*.json", SearchOption.AllDirectories)
        .Select(file => Path.ChangeExtension(Path.GetRelativePath(suite, file), null).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private sealed class SuiteRun(string suite, ISchemaCompiler compiler, IReadOnlyDictionary<string, string> exclusions)
    {
        private readonly List<string> wrong = [];
        private readonly HashSet<string> used = [];
        private int passed;

        public string Folder => suite;

        public void Run(string file)
        {
            foreach ((string name, JsonElement group) in Groups(file))
            {
                _ = compiler.Compile(group.GetProperty("schema")).Match(
                    compiled => Cases(name, group, compiled.Schema),
                    refused => Exclude(name, $"refused: {name}: {string.Join("; ", refused.Defects.Select(defect => $"{defect.SchemaPath} {defect.Message}"))}"));
            }
        }

        public void RunRefused(string file) => wrong.AddRange(Groups(file)
            .Where(group => compiler.Compile(group.Group.GetProperty("schema")).Match(_ => true, _ => false))
            .Select(group => $"listed as refused, but it is not: {group.Name}"));

        public void Finish(int least)
        {
            wrong.AddRange(exclusions.Keys.Except(used).Select(key => $"listed, but it is not needed: {key}"));
            Assert.True(wrong.Count == 0, $"{passed} passed\n{string.Join('\n', wrong)}");
            Assert.True(passed >= least, $"only {passed} cases passed");
        }

        private IEnumerable<(string Name, JsonElement Group)> Groups(string file)
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(suite, file + ".json")));
            return [.. document.RootElement.Clone().EnumerateArray().Select(group => ($"{file}: {group.GetProperty("description").GetString()}", group))];
        }

        private bool Cases(string name, JsonElement group, IParamsSchema schema)
        {
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                string key = $"{name}: {test.GetProperty("description").GetString()}";
                JsonElement data = test.GetProperty("data");
                bool valid = schema.IsValid(data);
                Assert.Equal(valid, schema.Validate(data).IsEmpty);
                Assert.DoesNotContain(schema.Validate(data), error => error.Keyword == SchemaError.ValidatorsDisagree);
                passed += valid == test.GetProperty("valid").GetBoolean() || Exclude(key, $"wrong: {key}") ? 1 : 0;
            }

            return true;
        }

        // Out of scope means: refused at load or answered otherwise for a reason, never accepted and half understood.
        private bool Exclude(string key, string complaint)
        {
            if (exclusions.ContainsKey(key))
            {
                used.Add(key);
            }
            else
            {
                wrong.Add(complaint);
            }

            return false;
        }
    }
}
