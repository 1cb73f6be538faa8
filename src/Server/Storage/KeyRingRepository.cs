using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage;

/// <summary>Keeps the Data Protection keys as files that only the owner may read, each on disk before it is used.</summary>
/// <remarks>The framework's own file repository neither flushes nor restricts: a key lost with the power would take every protected field along.</remarks>
/// <param name="directory">Where.</param>
internal sealed class KeyRingRepository(string directory) : IXmlRepository
{
    private const string Extension = ".xml";

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => Directory.Exists(directory)
        ? [.. Directory.EnumerateFiles(directory, "*" + Extension).Order(StringComparer.Ordinal).Select(Load)]
        : [];

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        bool safe = friendlyName is { Length: > 0 and < 100 } && friendlyName.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-');
        string name = safe ? friendlyName : RandomNumberGenerator.GetHexString(32, lowercase: true);
        using MemoryStream content = new();
        element.Save(content);
        DurableFile.CreateDirectory(directory);
        DurableFile.Replace(Path.Combine(directory, name + Extension), content.ToArray());
    }

    private static XElement Load(string path)
    {
        using XmlReader reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader);
    }
}
