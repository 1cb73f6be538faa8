using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Binding;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>A kind is the key of the catalog: two entries cannot share it. Both places are told.</summary>
internal static class DuplicateKindCheck
{
    public static void Run(BindingScope scope, ImmutableArray<CatalogEntry> entries)
    {
        foreach (IGrouping<string, CatalogEntry> same in entries.Where(entry => entry.Kind.Length > 0).GroupBy(entry => entry.Kind, StringComparer.Ordinal))
        {
            foreach (CatalogEntry entry in same.Skip(same.Count() == 1 ? 1 : 0))
            {
                string others = string.Join(", ", same.Where(other => !ReferenceEquals(other, entry)).Select(other => other.Source.At("$.kind").ToString()).Order(StringComparer.Ordinal));
                scope.Check(
                    DiagnosticCodes.DuplicateKind, entry.Source, "$.kind", $"The kind `{entry.Kind}` also stands at {others}.", "Give each purpose a kind of its own.");
            }
        }
    }
}
