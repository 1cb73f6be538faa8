using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace MissionPolicy.Evidence;

/// <summary>A hash of the Merkle tree: SHA-256, 32 bytes.</summary>
/// <remarks>Source: RFC 9162 §2.1.1.</remarks>
public readonly record struct TreeHash
{
    /// <summary>How many bytes a hash has.</summary>
    public const int Size = 32;

    private const string Prefix = "sha-256:";
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    private readonly ulong first;
    private readonly ulong second;
    private readonly ulong third;
    private readonly ulong fourth;

    private TreeHash(ReadOnlySpan<byte> bytes)
    {
        first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The root of a tree without leaves, and what the first record names as the record before it.</summary>
    public static TreeHash OfNothing { get; } = Of([]);

    /// <summary>The hash of a leaf: SHA-256 over 0x00 and the record.</summary>
    /// <param name="record">The canonical bytes of the record.</param>
    public static TreeHash Leaf(ReadOnlySpan<byte> record)
    {
        byte[] input = new byte[1 + record.Length];
        input[0] = LeafPrefix;
        record.CopyTo(input.AsSpan(1));
        return Of(input);
    }

    /// <summary>The hash of a node: SHA-256 over 0x01 and both children.</summary>
    /// <param name="left">The left child.</param>
    /// <param name="right">The right child.</param>
    public static TreeHash Node(TreeHash left, TreeHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Size)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Size)..]);
        return Of(input);
    }

    /// <summary>Reads 32 bytes.</summary>
    /// <param name="bytes">At least 32 bytes.</param>
    public static TreeHash Read(ReadOnlySpan<byte> bytes) => new(bytes[..Size]);

    /// <summary>Reads <c>sha-256:</c> and 43 characters of base64url; one text for one hash.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hash">The hash when true.</param>
    public static bool TryParse(string? text, out TreeHash hash)
    {
        hash = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal) || !StrictBase64Url.TryDecode(text.AsSpan(Prefix.Length), out byte[] bytes) || bytes.Length != Size)
        {
            return false;
        }

        hash = new TreeHash(bytes);
        return true;
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="target">Where to.</param>
    public void CopyTo(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64BigEndian(target, first);
        BinaryPrimitives.WriteUInt64BigEndian(target[8..], second);
        BinaryPrimitives.WriteUInt64BigEndian(target[16..], third);
        BinaryPrimitives.WriteUInt64BigEndian(target[24..], fourth);
    }

    /// <summary><c>sha-256:</c> and 43 characters of base64url.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    private static TreeHash Of(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(input, hash);
        return new TreeHash(hash);
    }
}
