using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Binds <c>propagation</c>.</summary>
internal static class PropagationSection
{
    public static PropagationRule Bind(MapReader entry, CatalogVocabulary vocabulary)
    {
        if (entry.Map("propagation") is not { } map)
        {
            return new PropagationRule(0, []);
        }

        MapReader read = new(entry.Scope, map, "depth", "audiences");
        return new PropagationRule(
            read.Int("depth", 0),
            [.. read.Maps("audiences", required: false).Select(audience => Audience(entry.Scope, audience, vocabulary))]);
    }

    private static AudienceRule Audience(BindingScope scope, YamlMap map, CatalogVocabulary vocabulary)
    {
        MapReader read = new(scope, map, "as", "resources", "project", "assertion_lifetime", "require");
        string issuer = read.Text("as");
        if (issuer.Length > 0 && !EntryBinder.IsAbsoluteUri(issuer))
        {
            scope.Error(DiagnosticCodes.NotAnAbsoluteUri, read.Optional("as")!.Position, $"`{issuer}` is not an absolute URI.", "Write the issuer identifier of the authorization server.");
        }
        else if (issuer.Length > 0 && vocabulary.AuthorizationServers is { } known && !known.Contains(issuer))
        {
            scope.Error(
                DiagnosticCodes.NotInVocabulary, read.Optional("as")!.Position, $"`{issuer}` is not a known authorization server.", "Add it to `authorization_servers` in the vocabulary.", Suggestion.For(issuer, known));
        }

        MapReader? project = read.Map("project") is { } block ? new MapReader(scope, block, "params", "actor") : null;
        return new AudienceRule
        {
            As = issuer,
            Resources = read.Set("resources", required: true),
            ProjectParams = project?.Set("params", required: false) ?? [],
            ProjectActor = project?.Word(
                "actor", ActorProjection.Never, required: false, ("never", ActorProjection.Never), ("when_verified", ActorProjection.WhenVerified)) ?? ActorProjection.Never,
            AssertionLifetime = read.Duration("assertion_lifetime"),
            Require = read.OptionalMap("require") is { } require ? AuthenticationSection.Requirement(scope, require, vocabulary) : null,
        };
    }
}
