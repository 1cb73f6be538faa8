using System.Text.Json;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.DryRun;

/// <summary>Reads an envelope that is given inline.</summary>
internal static class EnvelopeMember
{
    public static MissionEnvelope? Read(MemberReader reader, string name)
    {
        if (reader.OptionalObject(name) is not { } member)
        {
            return null;
        }

        try
        {
            return EnvelopeJson.Read(member.Value);
        }
        catch (JsonException wrong)
        {
            reader.Error(name, "is not an envelope: " + wrong.Message);
            return null;
        }
    }
}
