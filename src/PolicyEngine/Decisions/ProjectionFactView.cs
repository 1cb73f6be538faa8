using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The facts of a wish to cross, as the rules read them.</summary>
internal sealed class ProjectionFactView(CatalogVocabulary vocabulary, ProjectionRequest request, string? resource, string? operation) : IFacts
{
    public FactValue Get(FactName name) => name.Scope switch
    {
        FactScope.Crossing => Crossing(name.Path),
        FactScope.Level => StepUp.Level(vocabulary, name.Path),
        _ => FactValue.Absent,
    };

    private FactValue Crossing(string name) => name switch
    {
        "audience" => FactValue.Text(request.Audience),
        "at" => Optional(request.At),
        "resources" => request.Resources.IsEmpty ? FactValue.Absent : FactValue.TextSet(request.Resources),
        "resource" => Optional(resource),
        "operation" => Optional(operation),
        "depth" => FactValue.Number(request.Depth),
        "is_provisional" => FactValue.Flag(request.IsProvisional),
        "now" => FactValue.Instant(request.Now),
        "acr" => FactValue.Level(request.SignIn.Acr, vocabulary.Rank(request.SignIn.Acr)),
        "sign_in_age" => request.SignIn.At <= request.Now ? FactValue.Duration(request.Now - request.SignIn.At) : FactValue.Absent,
        "is_sign_in_fresh" => FactValue.Flag(request.SignIn.InThisInteraction),
        _ => FactValue.Absent,
    };

    private static FactValue Optional(string? text) => text is null ? FactValue.Absent : FactValue.Text(text);
}
