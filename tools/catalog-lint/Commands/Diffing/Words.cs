using System.Text.Json;
using MissionPolicy.Engine.Analysis;

namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary>The words of a difference, as outputs write them.</summary>
internal static class Words
{
    public static string Of(Change change) => JsonNamingPolicy.SnakeCaseLower.ConvertName(change.ToString());

    public static string Of(MissionEffect effect) => JsonNamingPolicy.SnakeCaseLower.ConvertName(effect.ToString());

    public static string Of(DiffDimension dimension) => JsonNamingPolicy.SnakeCaseLower.ConvertName(dimension.ToString());
}
