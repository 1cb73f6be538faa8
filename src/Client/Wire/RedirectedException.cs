namespace MissionPolicy.Client.Wire;

/// <summary>Somebody below tried to send a body a second time.</summary>
internal sealed class RedirectedException() : Exception("The body may be sent once.");
