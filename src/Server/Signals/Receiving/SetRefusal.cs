namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>Why an event is not taken.</summary>
/// <param name="Code">One of <see cref="SetErrors"/>.</param>
/// <param name="Description">For people; says nothing that the transmitter does not know.</param>
internal sealed record SetRefusal(string Code, string Description);
