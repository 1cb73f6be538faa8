namespace MissionPolicy.Engine.Rules;

/// <summary>Turns a rule set into something that can be asked. Every backend gives the same answers.</summary>
public interface IRuleSetBackend
{
    /// <summary>The backend's name, for diagnostics.</summary>
    string Name { get; }

    /// <summary>Prepares a rule set; done once, at load.</summary>
    /// <param name="rules">The rules.</param>
    IRuleSetProgram Compile(RuleSet rules);
}
