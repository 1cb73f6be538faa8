namespace MissionPolicy.Server.Storage;

/// <summary>The store cannot be opened: in use, damaged, or written by another version. The message tells the operator which file and why.</summary>
/// <param name="message">Which file and why.</param>
/// <param name="inner">The cause.</param>
internal sealed class StoreOpenException(string message, Exception? inner = null) : Exception(message, inner);
