using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>Operations on a resource class that no approval can add.</summary>
/// <param name="RuleId">The stable rule name, for example <c>never.mail.message</c>.</param>
/// <param name="Resource">The resource class.</param>
/// <param name="Operations">The operations and all that imply one of them; sorted.</param>
/// <param name="Position">The catalog line.</param>
public sealed record EnvelopeProhibition(string RuleId, string Resource, ValueArray<string> Operations, SourcePosition Position);
