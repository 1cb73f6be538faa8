using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.InsecureAddress;

/// <summary>A server is named by an address without encryption.</summary>
internal static class InsecureAddressRule
{
    public static LintRule Rule { get; } = new("MP2003", "insecure-address", DiagnosticSeverity.Warning, "A server is named by an address without encryption") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) =>
    [
        .. entry.Entry.Authority.SelectMany((rule, index) => Of(entry, rule.At, $"$.authority[{index}].at")),
        .. entry.Entry.Propagation.Audiences.SelectMany((audience, index) => Of(entry, audience.As, $"$.propagation.audiences[{index}].as")),
    ];

    private static IEnumerable<Remark> Of(LintEntry entry, string address, string path)
    {
        if (address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            yield return new Remark(entry.At(path), $"{address} is not encrypted: a token for it can be read on the way.", "Name the server by its `https://` address.");
        }
    }
}
