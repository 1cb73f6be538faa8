namespace MissionPolicy.Samples.MeetingAgent.Launch;

/// <summary>One process of the scenario.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="HealthPath">What answers when it is ready.</param>
/// <param name="Assembly">The program, below the root of the repository.</param>
/// <param name="Settings">Its command line.</param>
internal sealed record ServerProcess(string Name, Uri Address, string HealthPath, string Assembly, IReadOnlyList<string> Settings);
