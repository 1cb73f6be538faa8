using System.Collections.Immutable;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Review;

/// <summary>What one reviewer said.</summary>
/// <param name="Reviewer">The subject.</param>
/// <param name="Answer">Yes, no, or less.</param>
/// <param name="Comment">What the reviewer wrote, protected, or null.</param>
/// <param name="At">When.</param>
/// <param name="Acr">The level of the reviewer's sign-in.</param>
/// <param name="Amr">Its methods.</param>
/// <param name="AuthTime">When the reviewer signed in.</param>
internal sealed record ReviewVote(string Reviewer, ReviewAnswer Answer, string? Comment, DateTimeOffset At, string Acr, ImmutableArray<string> Amr, DateTimeOffset AuthTime);
