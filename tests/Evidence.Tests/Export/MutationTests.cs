using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Evidence.Tests.Some;

namespace MissionPolicy.Evidence.Tests.Export;

/// <summary>Every record of an export, changed in every way: nothing gets past the verifier.</summary>
public sealed class MutationTests : IDisposable
{
    private const int Size = 23;

    private readonly SomeLog log = new(Size);

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Size)];

    [Fact]
    public void The_export_as_it_is_is_proved()
    {
        ExportReport report = log.Verify(log.Lines);
        Assert.Empty(report.Findings);
        Assert.Equal((Size, log.Key.Kid), (report.Records, report.Checkpoint!.KeyId));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_changed_value_is_found_and_named(int place)
    {
        foreach (string changed in Changes(log.Records[place]))
        {
            ExportReport report = Replace(place, changed);
            Assert.False(report.IsProved, changed);
            bool isNamed = report.Findings.Any(finding => finding.Record == place + 1 || finding.Record == place);
            Assert.True(isNamed || (place == Size - 1 && report.Findings[0].Code == FindingCodes.Root), changed);
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Any_single_byte_that_is_changed_is_found(int place)
    {
        string record = log.Records[place];
        for (int at = 0; at < record.Length; at++)
        {
            string changed = record[..at] + (char)(record[at] ^ 1) + record[(at + 1)..];
            Assert.False(Replace(place, changed).IsProved, changed);
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Another_text_of_the_same_value_is_found(int place)
    {
        string record = log.Records[place];
        string[] others =
        [
            record.Replace(",", ", ", StringComparison.Ordinal), " " + record, record + " ", record + "\r",
            record.Replace("\"kind\"", "\"\\u006bind\"", StringComparison.Ordinal), record.Replace("\"amr\"", "\"amr\":[],\"amr\"", StringComparison.Ordinal),
            record[..^1] + ",\"z\":1}", "{\"a\":1," + record[1..],
        ];
        Assert.All(others, other => Assert.False(Replace(place, other).IsProved, other));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_dropped_record_is_found(int place)
    {
        ExportReport report = log.Verify([.. log.Lines[..place], .. log.Lines[(place + 1)..]]);
        Assert.False(report.IsProved);
        Assert.Equal(place + 1, report.Findings[0].Record);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_record_that_stands_twice_is_found(int place)
    {
        ExportReport report = log.Verify([.. log.Lines[..(place + 1)], log.Lines[place], .. log.Lines[(place + 1)..]]);
        Assert.False(report.IsProved);
        Assert.Equal(place + 2, report.Findings[0].Record);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Two_records_that_changed_places_are_found(int place)
    {
        for (int other = place + 1; other < Size; other++)
        {
            string[] lines = [.. log.Lines];
            (lines[place], lines[other]) = (lines[other], lines[place]);
            ExportReport report = log.Verify(lines);
            Assert.False(report.IsProved);
            Assert.Equal(place + 1, report.Findings[0].Record);
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void An_inserted_record_is_found_even_when_all_behind_it_are_written_anew(int place)
    {
        ExportReport plain = log.Verify([.. log.Lines[..place], log.Records[place].Replace("mr_", "mr_x", StringComparison.Ordinal), .. log.Lines[place..]]);
        Assert.False(plain.IsProved);

        List<string> records = [.. log.Records];
        records.Insert(place, log.Records[place].Replace("mr_", "mr_x", StringComparison.Ordinal));
        Assert.Contains(log.Verify([.. Chain(records), log.Lines[^1]]).Findings, finding => finding.Code == FindingCodes.Size);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_changed_record_is_found_even_when_all_behind_it_are_written_anew(int place)
    {
        List<string> records = [.. log.Records];
        records[place] = records[place].Replace("mr_", "mr_x", StringComparison.Ordinal);
        string[] anew = Chain(records);
        Assert.Equal(FindingCodes.Root, Assert.Single(log.Verify([.. anew, log.Lines[^1]]).Findings).Code);

        // Somebody who has the key signs it too: whoever kept an earlier checkpoint sees it.
        string signed = SomeLog.Line(log.Key.Sign(new Checkpoint(SomeLog.Issuer, Size, RootOf(anew), SomeLog.Begin.AddHours(1))));
        Assert.True(log.Verify([.. anew, signed]).IsProved);
        Assert.All(Enumerable.Range(1, Size), size => Assert.Equal(size <= place, log.Verify([.. anew, signed], [log.Signed(size)]).IsProved));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void An_export_that_is_cut_off_is_found(int place)
    {
        Assert.Contains(log.Verify(log.Lines[..place]).Findings, finding => finding.Code == FindingCodes.End);
        Assert.False(log.Verify([.. log.Lines[..place], log.Lines[^1]]).IsProved);
        string whole = string.Concat(log.Lines.Select(static line => line + "\n"));
        Assert.False(log.VerifyText(whole[..(whole.Length * place / Size)]).IsProved);
        Assert.False(log.VerifyText(whole[..^1]).IsProved);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void An_older_checkpoint_is_found_and_with_it_a_log_that_was_cut_back(int place)
    {
        string older = SomeLog.Line(log.Checkpoint(place));
        Assert.Contains(log.Verify([.. log.Records, older]).Findings, finding => finding.Code == FindingCodes.Size);

        string[] cut = [.. log.Records[..place], older];
        Assert.True(log.Verify(cut).IsProved);
        Assert.Contains(log.Verify(cut, [log.Signed(Size)]).Findings, finding => finding.Code == FindingCodes.Earlier);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void What_stands_behind_the_checkpoint_is_found(int place)
    {
        Assert.Contains(log.Verify([.. log.Lines, log.Records[place]]).Findings, finding => finding.Code == FindingCodes.Behind);
        string[] moved = [.. log.Lines[..place], log.Lines[^1], .. log.Lines[place..^1]];
        Assert.Contains(log.Verify(moved).Findings, finding => finding.Code == FindingCodes.Behind);
        Assert.Contains(log.Verify([.. log.Lines, log.Lines[^1]]).Findings, finding => finding.Code == FindingCodes.Behind);
    }

    public void Dispose() => log.Dispose();

    private static IEnumerable<string> Changes(string record)
    {
        JsonNode json = JsonNode.Parse(record)!;
        foreach ((JsonObject owner, string name) in Members(json.AsObject()).ToList())
        {
            JsonNode? value = owner[name]?.DeepClone();
            foreach (JsonNode? other in Others(value))
            {
                owner[name] = other;
                yield return CanonicalJson.Serialize(json.ToJsonString());
            }

            owner.Remove(name);
            yield return CanonicalJson.Serialize(json.ToJsonString());
            owner[name] = value;
        }
    }

    private static IEnumerable<(JsonObject Owner, string Name)> Members(JsonObject json) => json.SelectMany(member =>
        member.Value is JsonObject inner ? Members(inner).Append((json, member.Key)) : [(json, member.Key)]);

    private static JsonNode?[] Others(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => [value.GetValue<string>() + "x", string.Empty, null, 1],
        JsonValueKind.Number => [value.GetValue<long>() + 1, value.GetValue<long>() - 1, long.MaxValue, 1.5, null, "1"],
        JsonValueKind.Array => [new JsonArray("pwd"), new JsonArray(), null],
        _ => [new JsonObject(), null, "x"],
    };

    private static string[] Chain(IEnumerable<string> records)
    {
        List<string> chained = [];
        TreeHash previous = TreeHash.OfNothing;
        foreach (string record in records)
        {
            JsonNode json = JsonNode.Parse(record)!;
            json["number"] = chained.Count + 1;
            json["previous"] = previous.ToString();
            chained.Add(CanonicalJson.Serialize(json.ToJsonString()));
            previous = TreeHash.Leaf(System.Text.Encoding.UTF8.GetBytes(chained[^1]));
        }

        return [.. chained];
    }

    private static TreeHash RootOf(IEnumerable<string> records)
    {
        TreeGrowth tree = new();
        foreach (string record in records)
        {
            tree.Add(TreeHash.Leaf(System.Text.Encoding.UTF8.GetBytes(record)));
        }

        return tree.Root;
    }

    private ExportReport Replace(int place, string line) => log.Verify([.. log.Lines[..place], line, .. log.Lines[(place + 1)..]]);
}
