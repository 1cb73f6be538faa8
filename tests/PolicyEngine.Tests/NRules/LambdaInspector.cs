using System.Linq.Expressions;
using NRules.RuleModel;

namespace MissionPolicy.Engine.Tests.NRules;

/// <summary>Walks every expression of a rule definition and lists each node that NRules might compare wrongly.</summary>
internal sealed class LambdaInspector : RuleElementVisitor<List<string>>
{
    /// <summary>Nodes of other kinds than call, and, or, not, constant and parameter; empty for a good definition.</summary>
    public static List<string> Foreign(IRuleDefinition definition)
    {
        List<string> foreign = [];
        new LambdaInspector().Visit(foreign, definition);
        return foreign;
    }

    protected override NamedExpressionElement VisitNamedExpression(List<string> context, NamedExpressionElement element)
    {
        new Nodes(context).Visit(element.Expression.Body);
        return element;
    }

    protected override RuleElement VisitBinding(List<string> context, BindingElement element)
    {
        new Nodes(context).Visit(element.Expression.Body);
        return element;
    }

    protected override FilterElement VisitFilter(List<string> context, FilterElement element)
    {
        new Nodes(context).Visit(element.Expression.Body);
        return element;
    }

    protected override ActionElement VisitAction(List<string> context, ActionElement element)
    {
        new Nodes(context).Visit(element.Expression.Body);
        return element;
    }

    private sealed class Nodes(List<string> foreign) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node)
        {
            if (node is { NodeType: not (ExpressionType.Call or ExpressionType.AndAlso or ExpressionType.OrElse or ExpressionType.Not
                or ExpressionType.Constant or ExpressionType.Parameter) })
            {
                foreign.Add($"{node.NodeType}: {node}");
            }

            return base.Visit(node);
        }
    }
}
