using System.Globalization;

namespace MissionPolicy.Samples.MeetingAgent.Story;

/// <summary>Tells each step and what it proves, and counts.</summary>
/// <param name="output">Where it is told.</param>
internal sealed class Story(TextWriter output)
{
    private readonly List<(string Step, string Proof, bool Holds)> steps = [];

    /// <summary>The steps that were told.</summary>
    public IReadOnlyList<(string Step, string Proof, bool Holds)> Steps => steps;

    /// <summary>A remark between steps.</summary>
    public void Say(string text) => output.WriteLine("    " + text);

    /// <summary>A step that came out as it should.</summary>
    /// <param name="step">What was done.</param>
    /// <param name="proof">What it proves.</param>
    public void Proved(string step, string proof) => Add(step, proof, true);

    /// <summary>A step that has to come out one way.</summary>
    /// <param name="step">What was done.</param>
    /// <param name="holds">Whether it did.</param>
    /// <param name="proof">What it proves.</param>
    /// <param name="otherwise">What was seen instead.</param>
    public void Expect(string step, bool holds, string proof, string otherwise)
    {
        if (!holds)
        {
            throw Ends(step, otherwise);
        }

        Add(step, proof, true);
    }

    /// <summary>A step that came out wrong: the rest cannot be told.</summary>
    public StoryEnd Ends(string step, string why)
    {
        Add(step, why, false);
        return new StoryEnd($"{step}: {why}");
    }

    /// <summary>The table at the end.</summary>
    /// <returns>Whether every step came out as it should.</returns>
    public bool Summary()
    {
        int width = steps.Max(static step => step.Step.Length);
        output.WriteLine();
        output.WriteLine("Summary");
        foreach ((string step, string proof, bool holds) in steps)
        {
            output.WriteLine($"  {(holds ? "ok  " : "FAIL")}  {step.PadRight(width)}  {(proof.Length <= 100 ? proof : proof[..97] + "...")}");
        }

        int failed = steps.Count(static step => !step.Holds);
        output.WriteLine(failed == 0 ? $"  all {steps.Count.ToString(CultureInfo.InvariantCulture)} steps came out as they should" : "  the story ended early");
        return failed == 0;
    }

    private void Add(string step, string proof, bool holds)
    {
        steps.Add((step, proof, holds));
        output.WriteLine($"{steps.Count.ToString(CultureInfo.InvariantCulture),2}. {(holds ? "ok  " : "FAIL")} {step}: {proof}");
    }
}
