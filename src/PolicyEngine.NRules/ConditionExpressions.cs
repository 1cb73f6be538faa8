using System.Linq.Expressions;
using System.Reflection;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using NRules.RuleModel;

namespace MissionPolicy.Engine.NRules;

/// <summary>The lambdas of rule definitions.</summary>
/// <remarks>Conditions are made of calls, "and", "or", "not", constants and parameters, and of nothing else: NRules shares the nodes of
/// equal expressions, and its comparison of some other kinds (a type test, for one) overlooks a part, so that different conditions would
/// become one.</remarks>
internal static class ConditionExpressions
{
    private static readonly MethodInfo HoldsMethod = Method<Question>(nameof(NRules.Question.Holds));
    private static readonly MethodInfo HoldsWithMethod = Method<Question>(nameof(NRules.Question.HoldsWith));
    private static readonly MethodInfo FiresMethod = Method<Question>(nameof(NRules.Question.Fires));
    private static readonly MethodInfo WritesMethod = Method<Question>(nameof(NRules.Question.Writes));
    private static readonly MethodInfo IsOfMethod = Method<Contribution>(nameof(NRules.Contribution.IsOf));
    private static readonly MethodInfo IsToMethod = Method<Contribution>(nameof(NRules.Contribution.IsTo));

    /// <summary>The question that a rule matches.</summary>
    public static ParameterExpression Question { get; } = Expression.Parameter(typeof(Question), "question");

    /// <summary>The contributions that a rule reads.</summary>
    public static ParameterExpression Written { get; } = Expression.Parameter(typeof(IEnumerable<Contribution>), "written");

    /// <summary>One of these contributions.</summary>
    public static ParameterExpression Contribution { get; } = Expression.Parameter(typeof(Contribution), "contribution");

    /// <summary>A condition on the question alone.</summary>
    /// <param name="condition">The condition.</param>
    public static LambdaExpression Of(Condition condition) =>
        Condition(Body(condition, test => Expression.Call(Question, HoldsMethod, Expression.Constant(test))));

    /// <summary>A condition on the question and what was written for it.</summary>
    /// <param name="condition">The condition.</param>
    public static LambdaExpression WithWritten(Condition condition) => Expression.Lambda<Func<Question, IEnumerable<Contribution>, bool>>(
        Body(condition, test => Expression.Call(Question, HoldsWithMethod, Expression.Constant(test), Written)), Question, Written);

    /// <summary>A contribution is to one of these facts.</summary>
    /// <param name="facts">The facts.</param>
    public static LambdaExpression IsTo(ValueArray<FactName> facts) =>
        Expression.Lambda<Func<Contribution, bool>>(Expression.Call(Contribution, IsToMethod, Expression.Constant(facts)), Contribution);

    /// <summary>A contribution is of the question.</summary>
    public static LambdaExpression IsOfQuestion() =>
        Expression.Lambda<Func<Contribution, Question, bool>>(Expression.Call(Contribution, IsOfMethod, Question), Contribution, Question);

    /// <summary>The action of a rule that only fires.</summary>
    /// <param name="context">The running rule, which an action names first.</param>
    /// <param name="index">The rule's index.</param>
    public static LambdaExpression Fires(ParameterExpression context, int index) =>
        Action(context, Expression.Call(Question, FiresMethod, Expression.Constant(index)));

    /// <summary>The action of a rule that fires and writes.</summary>
    /// <param name="context">The running rule, which an action names first.</param>
    /// <param name="writer">The rule.</param>
    public static LambdaExpression Writes(ParameterExpression context, Writer writer) =>
        Action(context, Expression.Call(Question, WritesMethod, context, Expression.Constant(writer)));

    private static Expression<Func<Question, bool>> Condition(Expression body) => Expression.Lambda<Func<Question, bool>>(body, Question);

    private static Expression<Action<IContext, Question>> Action(ParameterExpression context, Expression body) =>
        Expression.Lambda<Action<IContext, Question>>(body, context, Question);

    private static Expression Body(Condition condition, Func<Condition.Test, Expression> test) => condition.Match(
        all => Joined([.. all.Parts.Select(part => Body(part, test))], Expression.AndAlso, whenEmpty: true),
        any => Joined([.. any.Parts.Select(part => Body(part, test))], Expression.OrElse, whenEmpty: false),
        not => Expression.Not(Body(not.Part, test)),
        test);

    // Halves of halves: a chain as long as an author's list would be compiled by recursion as deep.
    private static Expression Joined(ReadOnlySpan<Expression> parts, Func<Expression, Expression, Expression> join, bool whenEmpty) =>
        parts switch
        {
            [] => Expression.Constant(whenEmpty),
            [Expression only] => only,
            _ => join(Joined(parts[..(parts.Length / 2)], join, whenEmpty), Joined(parts[(parts.Length / 2)..], join, whenEmpty)),
        };

    private static MethodInfo Method<T>(string name) => typeof(T).GetMethod(name)!;
}
