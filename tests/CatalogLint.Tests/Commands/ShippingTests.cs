using System.Text.RegularExpressions;
using MissionPolicy.CatalogLint.Tests.Some;
using YamlDotNet.RepresentationModel;

namespace MissionPolicy.CatalogLint.Tests.Commands;

/// <summary>What is shipped around the tool calls commands and options that it has.</summary>
public sealed partial class ShippingTests
{
    [Fact]
    public async Task Every_pre_commit_hook_calls_a_command_that_passes_on_the_sample_catalog()
    {
        YamlSequenceNode hooks = (YamlSequenceNode)Read(".pre-commit-hooks.yaml");
        Assert.Equal(2, hooks.Children.Count);
        foreach (YamlNode hook in hooks)
        {
            string[] entry = Text(hook["entry"]).Split(' ');
            Assert.Equal("catalog-lint", entry[0]);
            ToolRun run = await ToolRun.InAsync(Repository.Root, entry[1..]);
            Assert.True(run.Code == ExitCodes.Clean, run.Output + run.Errors);
            Regex files = new(Text(hook["files"]));
            Assert.Matches(files, "catalog/purposes/schedule-meeting.yaml");
            Assert.Matches(files, "catalog/vocabulary/assurance.yaml");
            Assert.DoesNotMatch(files, "docs/purposes.md");
        }
    }

    [Fact]
    public async Task The_action_uses_options_that_exist_and_takes_no_input_into_a_script_as_text()
    {
        YamlNode action = Read("tools/catalog-lint/action.yml");
        string[] scripts = [.. ((YamlSequenceNode)action["runs"]["steps"]).OfType<YamlMappingNode>().Where(step => step.Children.ContainsKey("run")).Select(step => Text(step["run"]))];
        Assert.True(scripts.Length >= 4);
        Assert.All(scripts, script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));
        foreach (string command in new[] { "check", "test", "diff" })
        {
            string help = (await ToolRun.InAsync(Repository.Root, command, "--help")).Output;
            string[] lines = [.. scripts.SelectMany(script => script.Split('\n')).Where(line => line.Contains($"catalog-lint.dll\" {command} ", StringComparison.Ordinal))];
            Assert.NotEmpty(lines);
            Assert.All(lines.SelectMany(line => Option().Matches(line)), option => Assert.Contains(option.Value + " ", help, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_example_workflow_gives_the_action_inputs_that_it_takes()
    {
        YamlMappingNode inputs = (YamlMappingNode)Read("tools/catalog-lint/action.yml")["inputs"];
        YamlSequenceNode steps = (YamlSequenceNode)Read("tools/catalog-lint/example/catalog-lint.yml")["jobs"]["catalog-lint"]["steps"];
        YamlMappingNode given = (YamlMappingNode)steps.Children[^1]["with"];
        Assert.All(given.Children.Keys, name => Assert.True(inputs.Children.ContainsKey(name), name.ToString()));
    }

    private static YamlNode Read(string path)
    {
        YamlStream yaml = [];
        using StreamReader text = File.OpenText(Path.Combine(Repository.Root, path));
        yaml.Load(text);
        return yaml.Documents[0].RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    [GeneratedRegex("(?<= )--[a-z-]+")]
    private static partial Regex Option();
}
