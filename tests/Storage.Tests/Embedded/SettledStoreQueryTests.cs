namespace MissionPolicy.Storage.Tests.Embedded;

/// <summary>Every group is in LiteDB before the next is collected.</summary>
public sealed class SettledStoreQueryTests() : EmbeddedStoreQueryTests(1);
