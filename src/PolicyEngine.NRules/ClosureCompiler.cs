using System.Linq.Expressions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using NRules.Extensibility;
using NRules.RuleModel;

namespace MissionPolicy.Engine.NRules;

/// <summary>Makes the delegates of a network from closures instead of generated code.</summary>
/// <remarks>The lambdas of <see cref="ConditionExpressions"/> have few forms, and a closure for each form is enough. Generated code is
/// compiled to machine code at its first call, a third of a millisecond for each condition, which would be most of the time of a first
/// question.
/// <para>NRules hands in a block that unwraps the matched facts and ends with the body of our lambda. The types of its facts are internal,
/// so a delegate is bound to a generic method. A form that is not known is not compiled, and the question is refused.</para></remarks>
internal sealed class ClosureCompiler : IExpressionCompiler
{
    private static readonly Dictionary<Type, Type> Bindings = new()
    {
        [typeof(Func<,>)] = typeof(FactCondition<>),
        [typeof(Func<,,>)] = typeof(JoinCondition<,>),
        [typeof(Action<,>)] = typeof(TupleAction<>),
    };

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The expression has a form that no rule has.</exception>
    public TDelegate Compile<TDelegate>(Expression<TDelegate> expression)
        where TDelegate : Delegate
    {
        if (expression.Body is not BlockExpression { Expressions: [.., Expression body] }
            || !Bindings.TryGetValue(typeof(TDelegate).GetGenericTypeDefinition(), out Type? binding))
        {
            throw Unknown(expression);
        }

        bool isAction = binding == typeof(TupleAction<>);
        Type[] arguments = typeof(TDelegate).GetGenericArguments();
        Type bound = binding.MakeGenericType(isAction ? arguments[1..] : arguments[..^1]);
        object target = Activator.CreateInstance(bound, isAction ? Action(body) : Judge(body))!;
        return (TDelegate)Delegate.CreateDelegate(typeof(TDelegate), target, "Invoke");
    }

    private static Func<Matched, bool> Judge(Expression body)
    {
        switch (body)
        {
            case ConstantExpression { Value: bool holds }:
                return _ => holds;
            case BinaryExpression { NodeType: ExpressionType.AndAlso } and:
                Func<Matched, bool> first = Judge(and.Left), second = Judge(and.Right);
                return matched => first(matched) && second(matched);
            case BinaryExpression { NodeType: ExpressionType.OrElse } or:
                Func<Matched, bool> one = Judge(or.Left), other = Judge(or.Right);
                return matched => one(matched) || other(matched);
            case UnaryExpression { NodeType: ExpressionType.Not } not:
                Func<Matched, bool> part = Judge(not.Operand);
                return matched => !part(matched);
            case MethodCallExpression call:
                return Judge(call);
            default:
                throw Unknown(body);
        }
    }

    private static Func<Matched, bool> Judge(MethodCallExpression call) => (call.Method.Name, Constant(call)) switch
    {
        (nameof(Question.Holds), Condition.Test test) => matched => matched.Question.Holds(test),
        (nameof(Question.HoldsWith), Condition.Test test) => matched => matched.Question.HoldsWith(test, matched.Written),
        (nameof(Contribution.IsTo), ValueArray<FactName> facts) => matched => matched.Contribution.IsTo(facts),
        (nameof(Contribution.IsOf), null) => matched => matched.Contribution.IsOf(matched.Question),
        _ => throw Unknown(call),
    };

    private static Action<IContext, Question> Action(Expression body) =>
        body is not MethodCallExpression call ? throw Unknown(body) : (call.Method.Name, Constant(call)) switch
        {
            (nameof(Question.Fires), int index) => (_, question) => question.Fires(index),
            (nameof(Question.Writes), Writer writer) => (context, question) => question.Writes(context, writer),
            _ => throw Unknown(body),
        };

    private static object? Constant(MethodCallExpression call) => call.Arguments.OfType<ConstantExpression>().SingleOrDefault()?.Value;

    private static NotSupportedException Unknown(Expression expression) =>
        new($"No rule has an expression of this kind: {expression.NodeType}.");

    private sealed class FactCondition<TFact>(Func<Matched, bool> judge)
        where TFact : IFact
    {
        public bool Invoke(TFact fact) => judge(default(Matched).And(fact));
    }

    private sealed class JoinCondition<TTuple, TFact>(Func<Matched, bool> judge)
        where TTuple : ITuple
        where TFact : IFact
    {
        public bool Invoke(TTuple tuple, TFact fact) => judge(default(Matched).And(tuple).And(fact));
    }

    private sealed class TupleAction<TTuple>(Action<IContext, Question> act)
        where TTuple : ITuple
    {
        public void Invoke(IContext context, TTuple tuple) => act(context, default(Matched).And(tuple).Question);
    }
}
