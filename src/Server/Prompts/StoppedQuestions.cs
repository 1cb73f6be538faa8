using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Prompts;

/// <summary>A person wants to hear no more questions of one client about one kind of purpose, until they say otherwise.</summary>
/// <param name="Key">See <see cref="KeyOf"/>.</param>
/// <param name="Person">The hash of the person.</param>
/// <param name="Client">The client.</param>
/// <param name="Kind">The purpose.</param>
/// <param name="At">Since when.</param>
internal sealed record StoppedQuestions(string Key, string Person, string Client, string Kind, DateTimeOffset At)
{
    /// <summary>The key.</summary>
    public static string KeyOf(string person, string client, string kind) => HandleHash.Of($"{person}\n{client}\n{kind}").Value;

    /// <summary>Under what the stops of a person are found.</summary>
    public static string PersonOf(string person) => HandleHash.Of(person).Value;
}
