namespace MissionPolicy.Server.Signals.Streams;

/// <summary>The <c>delivery</c> member of a request.</summary>
/// <param name="Method">One of <see cref="DeliveryMethods"/>.</param>
/// <param name="Url">Where to push; for poll, our own URL where the receiver repeats it.</param>
/// <param name="HasAuthorization">Whether the header was named at all.</param>
/// <param name="Authorization">The header, or null for none.</param>
internal sealed record DeliveryRequest(string Method, string? Url, bool HasAuthorization, string? Authorization);
