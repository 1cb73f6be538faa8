using System.Linq.Expressions;
using FastExpressionCompiler;
using NRules.Extensibility;

namespace MissionPolicy.Engine.NRules;

/// <summary>Compiles the expressions of a network; about forty times faster than the compiler of the base library.</summary>
internal sealed class FastCompiler : IExpressionCompiler
{
    /// <inheritdoc/>
    public TDelegate Compile<TDelegate>(Expression<TDelegate> expression)
        where TDelegate : Delegate => expression.CompileFast();
}
