namespace MissionPolicy.Scenario.Tests.Scenarios;

/// <summary>One neighbourhood, and one scenario at a time in it.</summary>
[CollectionDefinition(Name)]
public sealed class NeighbourhoodGroup : ICollectionFixture<Neighbourhood>
{
    public const string Name = "neighbourhood";
}
