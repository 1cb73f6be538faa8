namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>An account of the server's development settings. Outside Development there is none of them.</summary>
internal sealed record DevelopmentAccount(string Username, string Password, string TotpSecret)
{
    public static DevelopmentAccount Alice { get; } = new("alice", "alice-development-only", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");

    public static DevelopmentAccount Bob { get; } = new("bob", "bob-development-only", "KRSXG5BAKRSXG5BAKRSXG5BAKRSXG5BA");

    public static DevelopmentAccount Carol { get; } = new("carol", "carol-development-only", "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK");
}
