namespace MissionPolicy.Storage.Tests.Embedded;

/// <summary>Every group is in LiteDB before the next is collected.</summary>
public sealed class SettledStoreExpiryTests() : EmbeddedStoreExpiryTests(1);
