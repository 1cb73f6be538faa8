using System.Collections;
using System.Reflection;
using MissionPolicy.Engine.Vocabulary;
using NRules;

namespace MissionPolicy.Engine.Tests.NRules;

/// <summary>How much a session holds in each of its private collections.</summary>
internal sealed record SessionContent(int Facts, bool HasRules, ValueArray<string> Collections)
{
    public static SessionContent Of(ISession session)
    {
        object memory = Field(session, "_workingMemory");
        ValueArray<string> collections =
        [
            $"linked to propagate {Count(Field(session, "_linkedFacts"))}",
            .. new[] { "_factMap", "_linkedFactMap", "_tupleStateMap" }.Select(name => $"{name} {Count(Field(memory, name))}"),
            $"alpha {((IDictionary)Field(memory, "_alphaMap")).Values.Cast<object>().Sum(node => Count(Field(node, "_facts")))}",
            $"beta {((IDictionary)Field(memory, "_betaMap")).Values.Cast<object>().Sum(node => Count(Field(node, "_tuples")) + Count(Field(node, "_parentToChildMap")))}",
        ];
        return new SessionContent(session.Query<object>().Count(), !session.Agenda.IsEmpty, collections);
    }

    private static object Field(object owner, string name) =>
        owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(owner)!;

    private static int Count(object collection) => ((IEnumerable)collection).Cast<object>().Count();
}
