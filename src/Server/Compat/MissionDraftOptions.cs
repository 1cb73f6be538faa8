namespace MissionPolicy.Server.Compat;

/// <summary>The names of the later Mission-bound drafts beside our own (section <c>Compat:MissionDraft</c>).</summary>
internal sealed class MissionDraftOptions
{
    public const string Section = "Compat:MissionDraft";

    /// <summary>Whether tokens, token responses and introspection carry them, and <c>mission_intent</c> is refused instead of ignored.</summary>
    public bool Enabled { get; set; }
}
