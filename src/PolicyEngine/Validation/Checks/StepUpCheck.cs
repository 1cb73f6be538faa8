using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>Step-up rules have names of their own, because decisions name the rule that fired.</summary>
internal static class StepUpCheck
{
    public static void Run(CheckedEntry subject)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int index = 0; index < subject.Entry.Authentication.StepUp.Count; index++)
        {
            StepUpRule rule = subject.Entry.Authentication.StepUp[index];
            if (rule.Name.Length > 0 && !seen.Add(rule.Name))
            {
                subject.Error(
                    DiagnosticCodes.DuplicateName, $"$.authentication.step_up[{index}].name", $"Another step-up rule is called `{rule.Name}`.", "Give each rule a name of its own.");
            }
        }
    }
}
