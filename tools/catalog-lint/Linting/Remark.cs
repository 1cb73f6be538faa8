using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>What a rule has to say about one place.</summary>
/// <param name="Position">The place.</param>
/// <param name="Message">The cause, as a sentence.</param>
/// <param name="Help">The cure, as a sentence.</param>
internal readonly record struct Remark(SourcePosition Position, string Message, string Help);
