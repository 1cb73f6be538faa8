namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>What a reviewer saw; both empty when the reviewer is real.</summary>
/// <param name="Shown">The page with the proposal, as text.</param>
/// <param name="Said">What the page said to the decision.</param>
internal sealed record Reviewed(string Shown, string Said);
