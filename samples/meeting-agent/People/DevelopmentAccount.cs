namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>An account of the server's development settings (<c>docs/sign-in.md</c>). Outside Development there is none of them.</summary>
internal sealed record DevelopmentAccount(string Username, string TotpSecret)
{
    /// <summary>The password of all of them.</summary>
    public const string Password = "correct horse battery staple";

    /// <summary>Who asks.</summary>
    public static DevelopmentAccount Alice { get; } = new("alice", "NVUXG43JN5XC24DPNRUWG6JNMFWGSY3F");

    /// <summary>Reviews for IT security.</summary>
    public static DevelopmentAccount Rita { get; } = new("rita", "NVUXG43JN5XC24DPNRUWG6JNOJUXIYJO");

    /// <summary>Reviews for IT security too.</summary>
    public static DevelopmentAccount Ravi { get; } = new("ravi", "NVUXG43JN5XC24DPNRUWG6JNOJQXM2JO");
}
