using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Review;

/// <summary>All that an answer may have to write, made before the transaction that writes it.</summary>
/// <param name="Vote">The answer itself.</param>
/// <param name="Voted">Its evidence.</param>
/// <param name="Approved">The evidence of an approval that it may complete.</param>
/// <param name="Denied">The evidence of a denial that it may be.</param>
/// <param name="Authority">What the Mission is approved with: the proposed envelope, its time counted from now.</param>
/// <param name="Claim">The <c>client_context</c> claim to that, protected.</param>
/// <param name="Told">What the requester is told of the comment, protected, or null.</param>
internal sealed record PreparedReview(
    ReviewVote Vote, EvidenceDraft Voted, EvidenceDraft Approved, EvidenceDraft Denied, ProposedAuthority Authority, string Claim, string? Told);
