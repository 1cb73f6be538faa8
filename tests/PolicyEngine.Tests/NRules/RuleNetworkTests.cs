using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MissionPolicy.Engine.NRules;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.NRules;

/// <summary>Networks are bounded, sessions are shared by turns and come back empty.</summary>
public sealed class RuleNetworkTests
{
    private int made;

    [Fact]
    public void Eight_threads_on_pooled_sessions_get_right_answers()
    {
        (RuleSet, RuleQuestion[])[] asked = [(SomeMission.Compiled.Boundary.Program.Rules, Actions()), (PlainRules.Derived, Derived())];
        foreach ((RuleSet rules, RuleQuestion[] questions) in asked)
        {
            IRuleSetProgram program = new NRulesBackend(NoAlarm.Instance).Compile(rules);
            ImmutableArray<Rule>[] expected = [.. questions.Select(question => ConditionEvaluator.Fired(rules, question))];
            Assert.Contains(expected, fired => !fired.IsEmpty);
            ConcurrentBag<int> wrong = [];
            Thread[] threads = [.. Enumerable.Range(0, 8).Select(thread => new Thread(() =>
            {
                for (int turn = 0; turn < 400; turn++)
                {
                    int index = (thread + turn) % questions.Length;
                    ImmutableArray<Rule> answer = turn % 10 == 0 ? program.AskAll([questions[0], questions[index]])[1] : program.Ask(questions[index]);
                    if (!answer.SequenceEqual(expected[index]))
                    {
                        wrong.Add(index);
                    }
                }
            }))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            Assert.Empty(wrong);
        }
    }

    [Fact]
    public void A_network_is_made_on_the_first_question_and_once()
    {
        IRuleSetProgram program = Counting(4).Compile(Set(0));
        Assert.Equal(0, made);
        Assert.All(Enumerable.Range(0, 5), number => Assert.Equal(number == 0 ? 1 : 0, program.Ask(Question(number)).Length));
        Assert.Equal(1, made);
    }

    [Fact]
    public void No_more_networks_are_kept_than_the_bound_and_an_evicted_program_still_answers()
    {
        NRulesBackend backend = Counting(3);
        IRuleSetProgram[] programs = [.. Enumerable.Range(0, 10).Select(number => backend.Compile(Set(number)))];
        for (int round = 0; round < 3; round++)
        {
            for (int number = 0; number < programs.Length; number++)
            {
                Assert.Single(programs[number].Ask(Question(number)));
                Assert.Empty(programs[number].Ask(Question(number + 1)));
                Assert.InRange(backend.Networks, 1, 3);
            }
        }

        Assert.InRange(made, 25, 30);
    }

    [Fact]
    public void What_was_asked_lately_stays()
    {
        NRulesBackend backend = Counting(2);
        IRuleSetProgram often = backend.Compile(Set(0));
        for (int number = 1; number < 20; number++)
        {
            Assert.Empty(often.Ask(Question(number)));
            Assert.Empty(often.Ask(Question(number)));
            Assert.Single(backend.Compile(Set(number)).Ask(Question(number)));
        }

        Assert.Equal(20, made);
    }

    [Fact]
    public void A_program_that_is_forgotten_takes_its_network_along()
    {
        NRulesBackend backend = new(NoAlarm.Instance);
        AskAndForget(backend);
        Assert.Equal(3, backend.Networks);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal(0, backend.Networks);
    }

    [Fact]
    public void A_session_returns_as_empty_as_a_new_one()
    {
        foreach ((RuleSet rules, RuleQuestion[] questions) in new[] { (SomeMission.Compiled.Boundary.Program.Rules, Actions()), (PlainRules.Derived, Derived()) })
        {
            RuleNetwork network = new(RuleTranslation.Of(rules), new ClosureCompiler());
            SessionContent fresh = SessionContent.Of(network.Sessions.Rent());
            for (int turn = 0; turn < 50; turn++)
            {
                network.Ask([.. questions.Select(question => new Question(question))]);
            }

            Assert.Equal(1, network.Sessions.Count);
            Assert.Equal(fresh, SessionContent.Of(network.Sessions.Rent()));
        }
    }

    [Fact]
    public void No_more_sessions_are_kept_than_processors()
    {
        RuleNetwork network = new(RuleTranslation.Of(Set(0)), new ClosureCompiler());
        global::NRules.ISession[] rented = [.. Enumerable.Range(0, Environment.ProcessorCount + 3).Select(_ => network.Sessions.Rent())];
        Array.ForEach(rented, network.Sessions.Return);
        Assert.Equal(Environment.ProcessorCount, network.Sessions.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AskAndForget(NRulesBackend backend)
    {
        for (int number = 0; number < 3; number++)
        {
            Assert.Single(backend.Compile(Set(number)).Ask(Question(number)));
        }
    }

    private NRulesBackend Counting(int most) => new(NoAlarm.Instance, most, rules =>
    {
        made++;
        return new RuleNetwork(RuleTranslation.Of(rules), new ClosureCompiler());
    });

    private static RuleSet Set(int number) =>
        new($"set {number}", [PlainRules.Rule("is", When.Is(PlainRules.X, Comparison.Equal, FactValue.Number(number)))]);

    private static RuleQuestion Question(int number) => new(PlainRules.Facts(("x", FactValue.Number(number))));

    private static RuleQuestion[] Actions() =>
    [
        SomeMission.Compiled.Boundary.Question(SomeMission.Read),
        SomeMission.Compiled.Boundary.Question(SomeMission.Read with { Operation = "delete", Tenant = "customer.example" }),
        SomeMission.Compiled.Boundary.Question(SomeMission.Read with { Resource = "mail.message", Operation = "delete" }),
        SomeMission.Compiled.Boundary.Question(SomeMission.Read with { Subject = "user_2" }),
    ];

    private static RuleQuestion[] Derived() =>
    [
        .. new[] { Array.Empty<string>(), ["x"], ["y"], ["x", "y"] }
            .Select(set => new RuleQuestion(PlainRules.Facts([.. set.Select(name => (name, FactValue.Flag(true)))]))),
    ];
}
