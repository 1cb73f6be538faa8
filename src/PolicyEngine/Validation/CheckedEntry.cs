using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Binding;

namespace MissionPolicy.Engine.Validation;

/// <summary>An entry under check, and where its mistakes go.</summary>
internal sealed record CheckedEntry(BindingScope Scope, CatalogVocabulary Vocabulary, CatalogEntry Entry)
{
    public void Error(DiagnosticCode code, string path, string message, string help, string? suggestion = null) =>
        Scope.Check(code, Entry.Source, path, message, help, suggestion);

    /// <summary>Whether binding already found a mistake at a path, so that its value says nothing.</summary>
    public bool IsBroken(string path) => Scope.IsBroken(Entry.Source, path);
}
