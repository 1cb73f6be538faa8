namespace MissionPolicy.Storage.Tests.Embedded;

/// <summary>Some of what a test wrote is in LiteDB, and some is not.</summary>
public sealed class HalfSettledStoreExpiryTests() : EmbeddedStoreExpiryTests(7);
