using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>Cases have names of their own, because reports name them.</summary>
internal static class CaseNameCheck
{
    public static void Run(CheckedEntry subject)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (CatalogCase item in subject.Entry.Cases.Where(item => item.Name.Length > 0 && !seen.Add(item.Name)))
        {
            subject.Error(DiagnosticCodes.DuplicateName, item.Path + ".name", $"Another case is called `{item.Name}`.", "Give each case a name of its own.");
        }
    }
}
