namespace MissionPolicy.Server.Signals;

/// <summary>How events reach a receiver.</summary>
/// <remarks>Source: SSF 1.0 §6.1.</remarks>
internal static class DeliveryMethods
{
    public const string Push = "urn:ietf:rfc:8935";
    public const string Poll = "urn:ietf:rfc:8936";
}
