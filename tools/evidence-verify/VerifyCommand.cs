using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using MissionPolicy.Evidence;

namespace MissionPolicy.EvidenceVerify;

/// <summary><c>evidence-verify export.jsonl --jwks keys.json [--checkpoint earlier.jws] [--personal personal.jsonl]</c>.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> Export = new("export") { Description = "The export: JSON lines, a checkpoint at the end." };

    private static readonly Option<string[]> Jwks = new("--jwks")
    {
        Description = "The public keys of the issuer, a JWK Set. Give more than one when a key that signed was rotated away.", Required = true,
    };

    private static readonly Option<string[]> Checkpoints = new("--checkpoint") { Description = "A checkpoint that you kept: the export has to continue it." };

    private static readonly Option<string?> Personal = new("--personal") { Description = "The personal parts, JSON lines: compared with the records that name them." };

    private static readonly Option<string?> Issuer = new("--issuer") { Description = "Whose log it has to be." };

    public static RootCommand Root(TextWriter output, TextWriter errors)
    {
        RootCommand root = new("Checks an evidence export. Exit codes: 0 proved, 1 broken, 2 could not run.") { Export, Jwks, Checkpoints, Personal, Issuer };
        root.SetAction(parsed =>
        {
            try
            {
                return Run(parsed, output, errors);
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
            {
                errors.WriteLine(unreadable.Message);
                return ExitCodes.CouldNotRun;
            }
        });
        return root;
    }

    private static int Run(ParseResult parsed, TextWriter output, TextWriter errors)
    {
        PublicKeys keys = PublicKeys.Read(parsed.GetRequiredValue(Jwks).Select(File.ReadAllText));
        if (keys.Count == 0)
        {
            errors.WriteLine("The JWK Set holds no key that could verify: EC P-256 or RSA, with a kid.");
            return ExitCodes.CouldNotRun;
        }

        ImmutableArray<SignedCheckpoint>.Builder earlier = ImmutableArray.CreateBuilder<SignedCheckpoint>();
        foreach (string path in parsed.GetValue(Checkpoints) ?? [])
        {
            if (!SignedCheckpoint.TryVerify(File.ReadAllText(path).Trim(), keys, out SignedCheckpoint? signed, out string problem))
            {
                errors.WriteLine($"{path} cannot be used: {problem}.");
                return ExitCodes.CouldNotRun;
            }

            earlier.Add(signed);
        }

        string? personal = parsed.GetValue(Personal);
        ExportReport report = Verify(parsed.GetRequiredValue(Export), keys, earlier.ToImmutable(), personal);
        return ReportText.Write(output, report, personal is not null, parsed.GetValue(Issuer)) ? ExitCodes.Proved : ExitCodes.Broken;
    }

    private static ExportReport Verify(string export, PublicKeys keys, ImmutableArray<SignedCheckpoint> earlier, string? personal)
    {
        using Stream? parts = personal is null ? null : File.OpenRead(personal);
        ExportVerifier verifier = new(keys, earlier, parts is null ? [] : Lines.Read(parts).Select(static line => line.ToArray()));
        using Stream stream = File.OpenRead(export);
        foreach (ReadOnlyMemory<byte> line in Lines.Read(stream))
        {
            verifier.Take(line);
        }

        return verifier.Finish();
    }
}
