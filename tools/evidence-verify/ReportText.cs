using System.Globalization;
using MissionPolicy.Evidence;

namespace MissionPolicy.EvidenceVerify;

/// <summary>What was proved, or every break, the first one first.</summary>
internal static class ReportText
{
    /// <summary>Writes the report.</summary>
    /// <returns>Whether everything is proved.</returns>
    public static bool Write(TextWriter output, ExportReport report, bool hasPersonal, string? issuer)
    {
        string? other = report.Checkpoint is { } signed && issuer is not null && signed.Checkpoint.Issuer != issuer ? signed.Checkpoint.Issuer : null;
        if (report.IsProved && other is null)
        {
            Proved(output, report, hasPersonal);
            return true;
        }

        foreach (Finding finding in report.Findings)
        {
            string record = finding.Record is { } number ? Text($" record {number}") : string.Empty;
            output.WriteLine(Text($"line {finding.Line}{record}: {finding.Code}: {finding.Message}"));
        }

        if (other is not null)
        {
            output.WriteLine($"The log is of {other}, not of {issuer}.");
        }

        output.WriteLine(Text($"BROKEN: {report.Findings.Length + (other is null ? 0 : 1)} findings in {report.Records} records."));
        return false;
    }

    private static void Proved(TextWriter output, ExportReport report, bool hasPersonal)
    {
        Checkpoint checkpoint = report.Checkpoint!.Checkpoint;
        output.WriteLine(Text($"Records 1 to {report.Records} of {checkpoint.Issuer}: numbers and chain are whole."));
        output.WriteLine($"Their Merkle root is {report.Root}.");
        output.WriteLine(Text($"It was signed at {checkpoint.At:u} with the key {report.Checkpoint.KeyId}."));
        foreach (SignedCheckpoint earlier in report.Continued)
        {
            output.WriteLine(Text($"The log continues the checkpoint of {earlier.Checkpoint.At:u} ({earlier.Checkpoint.Size} records)."));
        }

        if (hasPersonal)
        {
            output.WriteLine(Text($"{report.ProvedPersonal} of {report.NamedPersonal} personal parts are there and are the ones that were recorded; the others may have been erased."));
        }

        output.WriteLine("PROVED.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
