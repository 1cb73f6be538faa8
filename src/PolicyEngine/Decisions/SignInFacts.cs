using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>A sign-in that the OP performed.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Acr">The strength, a level of the vocabulary; a name that it does not know satisfies nothing.</param>
/// <param name="Amr">The methods (RFC 8176).</param>
/// <param name="At">When it happened.</param>
/// <param name="InThisInteraction">Whether it happened in this very interaction, which is what a <c>max_age</c> of zero asks for.</param>
public sealed record SignInFacts(string Subject, string Acr, ValueArray<string> Amr, DateTimeOffset At, bool InThisInteraction);
