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
        ClientMaxLifetime = facts.ClientMaxLifetime,
        Now = facts.Now,
    };
}
