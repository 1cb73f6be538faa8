namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary>Which differences fail a run.</summary>
internal enum DiffFailOn
{
    /// <summary>Something became possible, or that cannot be ruled out.</summary>
    Widened,

    /// <summary>Any difference.</summary>
    Changed,

    /// <summary>None: the run only reports.</summary>
    Never,
}
