using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MissionPolicy.Evidence.Tests.Some;

/// <summary>A log of a test as an export: its lines, and checkpoints at any size.</summary>
internal sealed class SomeLog : IDisposable
{
    public const string Issuer = "https://op.example.com";
    public static readonly DateTimeOffset Begin = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly List<TreeHash> roots = [TreeHash.OfNothing];

    public SomeLog(int size)
    {
        TreeGrowth tree = new();
        TreeHash previous = TreeHash.OfNothing;
        for (int number = 1; number <= size; number++)
        {
            string facts = Facts(number);
            LogRecord record = new()
            {
                Number = number,
                At = Begin.AddSeconds(number).AddTicks(number),
                Kind = number % 3 == 0 ? "derivation.issued" : "mission.transition",
                Payload = $$"""{"amr":["pwd","otp"],"event_id":"ev_{{number}}","mission_ref":"mr_{{number % 4}}","mission_version":{{number}},"personal_digest":"{{PersonalPart.DigestOf(Salt(number), facts)}}"}""",
                Previous = previous,
            };
            byte[] bytes = record.Bytes();
            previous = TreeHash.Leaf(bytes);
            tree.Add(previous);
            roots.Add(tree.Root);
            Records.Add(Encoding.UTF8.GetString(bytes));
        }
    }

    public SomeKey Key { get; } = new("log");

    public List<string> Records { get; } = [];

    public ImmutableArray<string> Lines => [.. Records, Line(Checkpoint())];

    public IEnumerable<PersonalPart> Personal => Enumerable.Range(1, Records.Count).Select(number => new PersonalPart($"ev_{number}", Salt(number), Facts(number)));

    public static string Line(string jws) => Encoding.UTF8.GetString(ExportForm.CheckpointLine(jws));

    public string Checkpoint() => Checkpoint(Records.Count);

    public string Checkpoint(int size) => Key.Sign(new Checkpoint(Issuer, size, roots[size], Begin.AddHours(1)));

    public SignedCheckpoint Signed(int size) =>
        SignedCheckpoint.TryVerify(Checkpoint(size), Key.Public, out SignedCheckpoint? signed, out string problem) ? signed : throw new InvalidOperationException(problem);

    public ExportReport Verify(IEnumerable<string> lines, IEnumerable<SignedCheckpoint>? earlier = null, IEnumerable<byte[]>? personal = null) =>
        VerifyText(string.Concat(lines.Select(static line => line + "\n")), earlier, personal);

    public ExportReport VerifyText(string text, IEnumerable<SignedCheckpoint>? earlier = null, IEnumerable<byte[]>? personal = null)
    {
        ExportVerifier verifier = new(Key.Public, [.. earlier ?? []], personal ?? []);
        foreach (ReadOnlyMemory<byte> line in Evidence.Lines.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))))
        {
            verifier.Take(line);
        }

        return verifier.Finish();
    }

    public void Dispose() => Key.Dispose();

    private static string Salt(int number) => "salt" + number.ToString(CultureInfo.InvariantCulture);

    private static string Facts(int number) => $$"""{"subject":"user_{{number}}"}""";
}
