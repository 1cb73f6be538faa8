namespace MissionPolicy.Server.Configuration;

/// <summary>Who asks the rules (section <c>Rules</c>).</summary>
internal sealed class RulesOptions
{
    public const string Section = "Rules";

    /// <summary>The setting that names the engine, as an operator writes it.</summary>
    public const string EngineSetting = $"{Section}:{nameof(Engine)}";

    /// <summary><c>both</c>: NRules decides and the compiled plan has to fire the same rules; <c>nrules</c> or <c>compiled</c>: one of the two alone.</summary>
    public string Engine { get; set; } = "both";
}
