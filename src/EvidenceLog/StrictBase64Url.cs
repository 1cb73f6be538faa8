using System.Buffers;
using System.Buffers.Text;

namespace MissionPolicy.Evidence;

/// <summary>Base64url without padding, where one text stands for one value: no white space, no spare bits.</summary>
/// <remarks>Source: RFC 7515 §2.</remarks>
internal static class StrictBase64Url
{
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        byte[] decoded = new byte[(text.Length * 3) / 4];
        if (text.IsEmpty || Base64Url.DecodeFromChars(text, decoded, out _, out int written) != OperationStatus.Done)
        {
            return false;
        }

        bytes = decoded[..written];
        return text.SequenceEqual(Base64Url.EncodeToString(bytes));
    }
}
