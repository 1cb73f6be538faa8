using System.Text;

namespace MissionPolicy.Client.Wire;

/// <summary>The parameters of a form request, in order; absent values are left out.</summary>
internal sealed class Form
{
    private readonly List<(string Name, string Value)> parameters = [];

    /// <summary>Adds a parameter, unless it has no value.</summary>
    public Form Add(string name, string? value)
    {
        if (value is not null)
        {
            parameters.Add((name, value));
        }

        return this;
    }

    /// <summary>A copy with the parameters of another form after its own.</summary>
    public Form With(IEnumerable<(string Name, string Value)> more)
    {
        Form copy = new();
        copy.parameters.AddRange(parameters);
        copy.parameters.AddRange(more);
        return copy;
    }

    /// <summary>The encoded text.</summary>
    public string Encode() => string.Join('&', parameters.Select(p => $"{Encode(p.Name)}={Encode(p.Value)}"));

    /// <summary>One value as <c>application/x-www-form-urlencoded</c>.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    /// <summary>The encoded bytes.</summary>
    public byte[] ToBytes() => Encoding.ASCII.GetBytes(Encode());
}
