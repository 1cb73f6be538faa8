namespace MissionPolicy.CatalogLint;

/// <summary>The question could not be asked: a folder, revision or file that is not there, or a configuration that cannot be read.</summary>
/// <param name="message">What is missing and how to mend it, as sentences.</param>
internal sealed class CouldNotRunException(string message) : Exception(message);
