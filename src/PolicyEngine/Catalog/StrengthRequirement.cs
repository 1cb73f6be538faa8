namespace MissionPolicy.Engine.Catalog;

/// <summary>How strong and how fresh a sign-in has to be.</summary>
/// <param name="Acr">The name of the weakest sufficient level, or null when any will do.</param>
/// <param name="MaxAge">The greatest age of the sign-in, or null when any will do; zero asks for a sign-in in this very interaction.</param>
public sealed record StrengthRequirement(string? Acr, TimeSpan? MaxAge);
