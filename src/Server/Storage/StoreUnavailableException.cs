namespace MissionPolicy.Server.Storage;

/// <summary>The store has failed or is closing. A write that had begun may or may not be found after a restart; a retry must be safe.</summary>
/// <param name="message">Why.</param>
/// <param name="inner">The cause.</param>
internal sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
