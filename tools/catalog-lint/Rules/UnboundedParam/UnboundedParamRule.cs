using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.CatalogLint.Rules.UnboundedParam;

/// <summary>A governing param has no greatest size.</summary>
internal static class UnboundedParamRule
{
    public static LintRule Rule { get; } = new("MP2103", "unbounded-param", DiagnosticSeverity.Warning, "A governing param has no greatest size") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) => entry.Entry.Params.Governing
        .Select(name => entry.Schema.Property(name))
        .OfType<SchemaNode>()
        .SelectMany(param => SchemaPlaces.Walk(param).Where(node => node.Types != SchemaTypes.Any || node == param))
        .Distinct()
        .Select(node => (Node: node, Missing: Missing(node)))
        .Where(found => found.Missing is not null)
        .Select(found => new Remark(
            entry.At(found.Node),
            $"A governing param is unbounded here: {found.Missing!.Value.What}.",
            $"Add {found.Missing.Value.Cure}: what a person approves has to fit on a page, and into a token."));

    private static (string What, string Cure)? Missing(SchemaNode node) =>
        node.Enum is not null || node.Const is not null || node.Reference is not null || node.AllOf.Concat(node.AnyOf).Concat(node.OneOf).Any()
            ? null
            : node.Types == SchemaTypes.Any ? ("it may be of any type", "`type` and the limits of that type")
            : node.Types.HasFlag(SchemaTypes.String) && !TextBounds.IsBounded(node) ? ("a text of any length", "`maxLength`, or a `pattern` without `*` and `+`")
            : node.Types.HasFlag(SchemaTypes.Array) && node.MaxItems is null ? ("a list of any length", "`maxItems`")
            : (node.Types & SchemaTypes.Number) != 0 && !HasEnds(node) ? ("a number without a least and a greatest value", "`minimum` and `maximum`")
            : null;

    private static bool HasEnds(SchemaNode node) =>
        (node.Minimum ?? node.ExclusiveMinimum) is not null && (node.Maximum ?? node.ExclusiveMaximum) is not null;
}
