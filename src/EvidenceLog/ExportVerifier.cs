using System.Collections.Immutable;

namespace MissionPolicy.Evidence;

/// <summary>
/// Checks an export line by line with nothing but public keys: numbers, chain, Merkle root, signature, and whether it continues what earlier checkpoints
/// covered. Goes on behind a break, so that every break is told. Keeps a few hashes, whatever the size of the export.
/// </summary>
public sealed class ExportVerifier
{
    private readonly PublicKeys keys;
    private readonly ImmutableArray<SignedCheckpoint> earlier;
    private readonly PersonalCheck personal = new();
    private readonly TreeGrowth tree = new();
    private readonly List<Finding> findings = [];
    private readonly List<SignedCheckpoint> continued = [];
    private SignedCheckpoint? checkpoint;
    private TreeHash? last = TreeHash.OfNothing;
    private long next = 1;
    private long line;
    private bool isEnded;
    private bool isWhole;

    /// <summary>Begins.</summary>
    /// <param name="keys">The keys of the issuer.</param>
    /// <param name="earlier">Checkpoints that somebody kept, each verified.</param>
    /// <param name="personal">The lines of a personal export; none when it is not asked for.</param>
    public ExportVerifier(PublicKeys keys, ImmutableArray<SignedCheckpoint> earlier, IEnumerable<byte[]> personal)
    {
        this.keys = keys;
        this.earlier = earlier;
        this.personal.Give(personal);
        Compare();
    }

    /// <summary>Takes the next line.</summary>
    /// <param name="bytes">The line with its line feed, if it has one.</param>
    public void Take(ReadOnlyMemory<byte> bytes)
    {
        line++;
        isWhole = bytes.Span.EndsWith("\n"u8);
        ReadOnlyMemory<byte> text = isWhole ? bytes[..^1] : bytes;
        if (isEnded)
        {
            Tell(null, FindingCodes.Behind, "Something stands behind the checkpoint.");
        }

        if (ExportForm.CheckpointOf(text.Span) is { } jws)
        {
            TakeCheckpoint(jws);
        }
        else
        {
            TakeRecord(text);
        }
    }

    /// <summary>Ends, and says what is proved.</summary>
    public ExportReport Finish()
    {
        if (!isEnded || !isWhole)
        {
            Tell(null, FindingCodes.End, isEnded ? "The last line has no line feed: the export breaks off." : "There is no checkpoint at the end: the export breaks off.");
        }

        foreach (SignedCheckpoint known in earlier.Where(known => known.Checkpoint.Size > tree.Size))
        {
            Tell(tree.Size + 1, FindingCodes.Earlier, $"The checkpoint of {known.Checkpoint.At:u} covers {known.Checkpoint.Size} records; {known.Checkpoint.Size - tree.Size} of them are missing at the end.");
        }

        findings.AddRange(personal.Finish());
        return new ExportReport
        {
            Records = tree.Size,
            Root = tree.Root,
            Checkpoint = checkpoint,
            Continued = [.. continued],
            NamedPersonal = personal.Named,
            ProvedPersonal = personal.Proved,
            Findings = [.. findings],
        };
    }

    private void TakeRecord(ReadOnlyMemory<byte> text)
    {
        TreeHash hash = TreeHash.Leaf(text.Span);
        tree.Add(hash);
        if (!LogRecord.TryRead(text, out LogRecord? record, out string problem))
        {
            Tell(next, FindingCodes.Unreadable, $"Where record {next} should be is none: {problem}.");
            (next, last) = (next + 1, null);
        }
        else
        {
            Follow(record);
            personal.Look(record, line);
            (next, last) = (record.Number + 1, hash);
        }

        Compare();
    }

    private void Follow(LogRecord record)
    {
        if (record.Number != next)
        {
            Tell(next, FindingCodes.Number, $"Where record {next} should be is record {record.Number}: a record is missing, moved, inserted or there twice.");
        }
        else if (last is { } hash && hash != record.Previous)
        {
            Tell(
                next == 1 ? 1 : next - 1,
                FindingCodes.Chain,
                next == 1 ? "Record 1 names a record before it." : $"Record {next - 1} is not the one that record {next} names: one of the two was altered.");
        }
    }

    private void TakeCheckpoint(string jws)
    {
        isEnded = true;
        if (!SignedCheckpoint.TryVerify(jws, keys, out SignedCheckpoint? signed, out string problem))
        {
            Tell(null, FindingCodes.Signature, $"The checkpoint cannot be trusted: {problem}.");
            return;
        }

        checkpoint = signed;
        if (signed.Checkpoint.Size != tree.Size)
        {
            Tell(Math.Min(tree.Size, signed.Checkpoint.Size) + 1, FindingCodes.Size, $"The checkpoint covers {signed.Checkpoint.Size} records, and here are {tree.Size}.");
        }
        else if (signed.Checkpoint.Root != tree.Root)
        {
            Tell(null, FindingCodes.Root, findings.Count > 0
                ? "The records are not those that were signed."
                : "The records are not those that were signed, and fit each other: the last one was altered, or all from an unknown one on were written anew.");
        }

        foreach (SignedCheckpoint known in earlier.Where(known => known.Checkpoint.Issuer != signed.Checkpoint.Issuer))
        {
            Tell(null, FindingCodes.Earlier, $"The earlier checkpoint is of {known.Checkpoint.Issuer}, the export of {signed.Checkpoint.Issuer}.");
        }
    }

    private void Compare()
    {
        foreach (SignedCheckpoint known in earlier.Where(known => known.Checkpoint.Size == tree.Size))
        {
            if (known.Checkpoint.Root == tree.Root)
            {
                continued.Add(known);
            }
            else
            {
                Tell(null, FindingCodes.Earlier, $"The first {tree.Size} records are not those of the checkpoint of {known.Checkpoint.At:u}: the log was rewritten.");
            }
        }
    }

    private void Tell(long? record, string code, string message) => findings.Add(new Finding(line, record, code, message));
}
