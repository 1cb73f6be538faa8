namespace MissionPolicy.Server.Authorize;

/// <summary>What an approval page showed: the answer counts for this and nothing else.</summary>
/// <param name="Digest">The digest of the envelope without its times.</param>
/// <param name="End">The end that was shown; what is granted ends no later.</param>
/// <param name="Text">The shown text as canonical JSON, protected.</param>
internal sealed record ShownApproval(string Digest, DateTimeOffset End, string Text);
