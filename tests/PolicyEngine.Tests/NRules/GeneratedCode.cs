using System.Linq.Expressions;
using NRules.Extensibility;

namespace MissionPolicy.Engine.Tests.NRules;

/// <summary>Compiles expressions of every kind as NRules does by itself; slow.</summary>
internal sealed class GeneratedCode : IExpressionCompiler
{
    public TDelegate Compile<TDelegate>(Expression<TDelegate> expression)
        where TDelegate : Delegate => expression.Compile();
}
