namespace MissionPolicy.Engine.Rules;

/// <summary>Typed facts that a rule set is asked about. Reading one must not allocate.</summary>
public interface IFacts
{
    /// <summary>The value of a fact.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value, or <see cref="FactValue.Absent"/>.</returns>
    FactValue Get(FactName name);
}
