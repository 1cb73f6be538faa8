namespace MissionPolicy.Engine.Catalog;

/// <summary>A number that a rule adds to a derived fact.</summary>
/// <param name="Name">The name of the fact, without <c>derived.</c>.</param>
/// <param name="Amount">How much; over zero, so that one more rule can only raise the sum.</param>
public sealed record DerivedAmount(string Name, decimal Amount);
