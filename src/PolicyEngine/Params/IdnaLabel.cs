using System.Globalization;
using System.Text;

namespace MissionPolicy.Engine.Params;

/// <summary>Whether the decoded form of an A-label may stand in a host name.</summary>
/// <remarks>Source: RFC 5891 §4.2.3, RFC 5892 appendix A (contextual rules). Bidirectional labels (RFC 5893) are not judged.</remarks>
internal static class IdnaLabel
{
    // RFC 5892 §2.6: exceptions that are disallowed although their category is a letter or mark, or allowed although it is not.
    private static readonly HashSet<int> Disallowed = [0x0640, 0x07FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B];
    private static readonly HashSet<int> Allowed = [0x00B7, 0x00DF, 0x0375, 0x03C2, 0x05F3, 0x05F4, 0x06FD, 0x06FE, 0x0F0B, 0x3007, 0x30FB, 0x200C, 0x200D];

    public static bool IsValid(int[] label)
    {
        if (label.Length == 0 || label[0] == '-' || label[^1] == '-' || IsMark(label[0]) || label.All(c => c < 0x80)
            || (label.Length > 3 && label[2] == '-' && label[3] == '-'))
        {
            return false;
        }

        for (int index = 0; index < label.Length; index++)
        {
            if (!IsAllowed(label[index]) || !FitsContext(label, index))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsMark(int c) => Category(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static UnicodeCategory Category(int c) => Rune.GetUnicodeCategory(new Rune(c));

    private static bool IsAllowed(int c) => Allowed.Contains(c)
        || c is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9')
        || (c >= 0x80 && !Disallowed.Contains(c) && Category(c) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber);

    private static bool FitsContext(int[] label, int index)
    {
        int before = index > 0 ? label[index - 1] : -1;
        int after = index + 1 < label.Length ? label[index + 1] : -1;
        return label[index] switch
        {
            0x00B7 => before == 'l' && after == 'l',
            0x0375 => IsIn(after, 0x0370, 0x03FF) || IsIn(after, 0x1F00, 0x1FFF),
            0x05F3 or 0x05F4 => IsIn(before, 0x0590, 0x05FF),
            0x30FB => label.Any(c => c != 0x30FB && (IsIn(c, 0x3040, 0x30FF) || IsIn(c, 0x3400, 0x9FFF) || IsIn(c, 0xF900, 0xFAFF) || IsIn(c, 0x20000, 0x2FFFF))),
            0x200C or 0x200D => IsVirama(before),
            >= 0x0660 and <= 0x0669 => !label.Any(c => IsIn(c, 0x06F0, 0x06F9)),
            >= 0x06F0 and <= 0x06F9 => !label.Any(c => IsIn(c, 0x0660, 0x0669)),
            _ => true,
        };
    }

    private static bool IsIn(int c, int first, int last) => c >= first && c <= last;

    // Canonical combining class 9; the runtime does not expose the class, so the viramas are listed.
    private static bool IsVirama(int c) => c is 0x094D or 0x09CD or 0x0A4D or 0x0ACD or 0x0B4D or 0x0BCD or 0x0C4D or 0x0CCD or 0x0D4D
        or 0x0DCA or 0x0E3A or 0x0F84 or 0x1039 or 0x103A or 0x1714 or 0x1734 or 0x17D2 or 0x1A60 or 0x1B44 or 0x1BAA or 0xA806 or 0xA8C4 or 0xA953 or 0xABED;
}
