using MissionPolicy.Evidence.Tests.Some;
using MissionPolicy.EvidenceVerify;

namespace MissionPolicy.Evidence.Tests.Export;

/// <summary>The command, as somebody runs it who has an export and a key.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("verify-");
    private readonly SomeLog log = new(12);

    [Fact]
    public void An_export_with_everything_is_proved_and_the_exit_code_is_0()
    {
        (int code, string said) = Run(
            "export.jsonl", "--jwks", "keys.json", "--checkpoint", "earlier.jws", "--personal", "personal.jsonl", "--issuer", SomeLog.Issuer);
        Assert.Equal(ExitCodes.Proved, code);
        Assert.Contains("Records 1 to 12", said, StringComparison.Ordinal);
        Assert.Contains("(5 records)", said, StringComparison.Ordinal);
        Assert.Contains("12 of 12 personal parts", said, StringComparison.Ordinal);
        Assert.EndsWith("PROVED.\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_break_is_told_the_first_one_first_and_the_exit_code_is_1()
    {
        string[] lines = [.. log.Lines];
        lines[3] = lines[3].Replace("mr_", "mr_x", StringComparison.Ordinal);
        lines[8] = lines[8].Replace("mr_", "mr_x", StringComparison.Ordinal);
        Write("export.jsonl", lines);
        (int code, string said) = Run("export.jsonl", "--jwks", "keys.json");
        Assert.Equal(ExitCodes.Broken, code);
        Assert.StartsWith("line 5 record 4: chain:", said, StringComparison.Ordinal);
        Assert.Contains("line 10 record 9: chain:", said, StringComparison.Ordinal);
        Assert.Contains("line 13: root:", said, StringComparison.Ordinal);
        Assert.DoesNotContain("PROVED", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_of_somebody_else_is_not_proved() => Assert.Equal(
        ExitCodes.Broken, Run("export.jsonl", "--jwks", "keys.json", "--issuer", "https://other.example.com").Code);

    [Theory]
    [InlineData("none.jsonl", "keys.json", "earlier.jws")]
    [InlineData("export.jsonl", "none.json", "earlier.jws")]
    [InlineData("export.jsonl", "export.jsonl", "earlier.jws")]
    [InlineData("export.jsonl", "empty.json", "earlier.jws")]
    [InlineData("export.jsonl", "keys.json", "keys.json")]
    public void What_cannot_be_read_ends_with_exit_code_2(string export, string keys, string earlier)
    {
        Write("empty.json", ["""{"keys":[]}"""]);
        Assert.Equal(ExitCodes.CouldNotRun, Run(export, "--jwks", keys, "--checkpoint", earlier).Code);
    }

    [Fact]
    public void A_key_that_was_rotated_away_comes_from_a_second_set()
    {
        using SomeKey fresh = new("fresh");
        Write("fresh.json", [fresh.Jwks]);
        Assert.Equal(ExitCodes.Broken, Run("export.jsonl", "--jwks", "fresh.json").Code);
        Assert.Equal(ExitCodes.Proved, Run("export.jsonl", "--jwks", "fresh.json", "--jwks", "keys.json").Code);
    }

    public void Dispose()
    {
        log.Dispose();
        directory.Delete(recursive: true);
    }

    private (int Code, string Said) Run(params string[] arguments)
    {
        foreach ((string name, string[] lines) in new[] { ("export.jsonl", [.. log.Lines]), ("keys.json", new[] { log.Key.Jwks }), ("earlier.jws", [log.Checkpoint(5)]) })
        {
            if (!File.Exists(Path.Combine(directory.FullName, name)))
            {
                Write(name, lines);
            }
        }

        File.WriteAllBytes(Path.Combine(directory.FullName, "personal.jsonl"), [.. log.Personal.SelectMany(static part => part.Bytes().Append((byte)'\n'))]);
        using StringWriter output = new() { NewLine = "\n" };
        int code = VerifyCommand.Root(output, output)
            .Parse([.. arguments.Select(argument => argument.Contains('.', StringComparison.Ordinal) && !argument.Contains('/', StringComparison.Ordinal) ? Path.Combine(directory.FullName, argument) : argument)])
            .Invoke();
        return (code, output.ToString());
    }

    private void Write(string name, IEnumerable<string> lines) => File.WriteAllText(Path.Combine(directory.FullName, name), string.Concat(lines.Select(static line => line + "\n")));
}
