using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>An envelope that is ready to be asked. Made once for each version of a Mission; safe to share.</summary>
public sealed class CompiledEnvelope
{
    private CompiledEnvelope(MissionEnvelope envelope, IRuleSetProgram program)
    {
        Envelope = envelope;
        Program = program;
    }

    /// <summary>The envelope.</summary>
    public MissionEnvelope Envelope { get; }

    /// <summary>Its rules, prepared.</summary>
    public IRuleSetProgram Program { get; }

    /// <summary>Prepares an envelope with the default backend.</summary>
    /// <param name="envelope">The envelope.</param>
    public static CompiledEnvelope From(MissionEnvelope envelope) => From(envelope, CompiledBackend.Instance);

    /// <summary>Prepares an envelope.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="backend">The backend.</param>
    public static CompiledEnvelope From(MissionEnvelope envelope, IRuleSetBackend backend) =>
        new(envelope, backend.Compile(EnvelopeRules.Of(envelope)));
}
