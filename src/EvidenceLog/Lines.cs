namespace MissionPolicy.Evidence;

/// <summary>A stream as lines of bytes. Only a line feed ends a line: what is hashed is what is there.</summary>
public static class Lines
{
    /// <summary>The longest line that is read.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private const byte LineFeed = (byte)'\n';

    /// <summary>Each line with its line feed; the last one comes without when the stream ends without.</summary>
    /// <param name="stream">The stream.</param>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="MaxLength"/>.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(Stream stream)
    {
        byte[] buffer = new byte[64 * 1024];
        (int begin, int end) = (0, 0);
        while (true)
        {
            int feed = buffer.AsSpan(begin, end - begin).IndexOf(LineFeed);
            if (feed >= 0)
            {
                yield return buffer.AsMemory(begin, feed + 1);
                begin += feed + 1;
                continue;
            }

            buffer.AsSpan(begin, end - begin).CopyTo(buffer);
            (begin, end) = (0, end - begin);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, end < MaxLength ? 2 * end : throw new InvalidDataException($"A line has more than {MaxLength} bytes."));
            }

            int read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0)
            {
                break;
            }

            end += read;
        }

        if (end > 0)
        {
            yield return buffer.AsMemory(0, end);
        }
    }
}
