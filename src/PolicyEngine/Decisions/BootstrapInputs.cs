using MissionPolicy.Engine.Context;

namespace MissionPolicy.Engine.Decisions;

/// <summary>From the facts of an event to the governance inputs: only what may become authority passes.</summary>
internal static class BootstrapInputs
{
    public static GoverningInputs Of(BootstrapFacts facts, string subject) => new()
    {
        Context = facts.Context!,
        Subject = subject,
        SubjectClaims = facts.SubjectClaims,
        Actor = facts.Actor,
        Asked = facts.Asked ?? HeldBy(facts),
        ClientMaxLifetime = facts.ClientMaxLifetime,
        Now = facts.Now,
    };

    // A sign-in that only names a Mission asks for what that Mission holds: neither what it never asked for, nor less.
    private static AskedAuthority? HeldBy(BootstrapFacts facts) =>
        facts.Handoff.Named is [{ Existing: { } mission }] && (mission.State == MissionState.Active || mission is { State: MissionState.Suspended, IsStoppedByCatalog: true })
            ? AskedAuthority.Held(mission.Envelope)
            : null;
}
