namespace MissionPolicy.Http.Bench;

/// <summary>The run proves nothing: a refusal, an error in a server's log, a wrong token, or a machine that cannot measure.</summary>
/// <param name="message">What was seen.</param>
internal sealed class BenchFailure(string message) : Exception(message);
