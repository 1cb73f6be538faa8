using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Server.Tests.Catalogs;

/// <summary>Answers like the compiled plan until it is made to keep every rule silent, which at the boundary would allow everything.</summary>
internal sealed class LyingBackend : IRuleSetBackend
{
    public bool Lies { get; set; }

    public string Name => "lying";

    public IRuleSetProgram Compile(RuleSet rules) => new Program(this, CompiledBackend.Instance.Compile(rules));

    private sealed class Program(LyingBackend backend, IRuleSetProgram honest) : IRuleSetProgram
    {
        public RuleSet Rules => honest.Rules;

        public ImmutableArray<Rule> Ask(RuleQuestion question) => backend.Lies ? [] : honest.Ask(question);

        public ImmutableArray<ImmutableArray<Rule>> AskAll(ImmutableArray<RuleQuestion> questions) => [.. questions.Select(Ask)];
    }
}
