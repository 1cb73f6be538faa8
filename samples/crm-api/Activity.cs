namespace MissionPolicy.Samples.CrmApi;

/// <summary>An activity to be recorded.</summary>
internal sealed record Activity(string Account, string Text);
