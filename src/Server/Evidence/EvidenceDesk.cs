using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Evidence;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Evidence;

/// <summary>Prepares evidence: splits what is personal from what the log keeps, and ties both by a salted digest.</summary>
/// <param name="protection">Protects the personal part.</param>
/// <param name="rules">Who asks the rules; null in a host that decides on no Mission.</param>
internal sealed class EvidenceDesk(FieldProtection protection, RulesEngine? rules = null)
{
    private const string Field = "evidence.personal";
    private const char SaltEnd = '.';

    /// <summary>A fresh identifier for a record.</summary>
    public static string NewId() => "ev_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Prepares a record.</summary>
    /// <param name="kind">One of <see cref="EvidenceKinds"/>.</param>
    /// <param name="entry">What the log keeps.</param>
    /// <param name="personal">What may be erased, or null.</param>
    public EvidenceDraft Prepare(string kind, EvidenceEntry entry, PersonalFacts? personal)
    {
        entry = EvidenceKinds.IsDecidedByRules(kind) ? entry with { Engine = rules?.Name } : entry;
        if (personal is null)
        {
            return new EvidenceDraft(kind, entry, null);
        }

        // A salt, since an address or a name could be guessed from its digest once the record itself is erased.
        string salt = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        string facts = CanonicalJson.Serialize(JsonSerializer.Serialize(personal, EvidenceJson.Default.PersonalFacts));
        PersonalEvidence kept = new(
            entry.EventId,
            HandleHash.Of(personal.Subject ?? string.Empty).Value,
            entry.MissionId,
            protection.Protect(Field, salt + SaltEnd + facts));
        return new EvidenceDraft(kind, entry with { PersonalDigest = PersonalPart.DigestOf(salt, facts) }, kept);
    }

    /// <summary>The personal part of a record.</summary>
    /// <param name="kept">The row.</param>
    /// <returns>The part; null when the key ring cannot open it.</returns>
    public PersonalPart? Open(PersonalEvidence kept)
    {
        if (!protection.TryUnprotect(Field, kept.Sealed, out string? clear))
        {
            return null;
        }

        int end = clear.IndexOf(SaltEnd, StringComparison.Ordinal);
        return new PersonalPart(kept.EventId, clear[..end], clear[(end + 1)..]);
    }
}
