namespace MissionPolicy.Engine.Envelopes;

/// <summary>An envelope that is ready to be asked. Made once for each version of a Mission; safe to share.</summary>
public sealed class CompiledEnvelope
{
    private ShapedProgram? projection;

    internal CompiledEnvelope(MissionEnvelope envelope, EnvelopeShapes shapes)
    {
        Envelope = envelope;
        Shapes = shapes;
        Boundary = shapes.Program(EnvelopeRules.Of(envelope));
    }

    /// <summary>The envelope.</summary>
    public MissionEnvelope Envelope { get; }

    /// <summary>Where its programs come from.</summary>
    public EnvelopeShapes Shapes { get; }

    /// <summary>The rules of the boundary, prepared.</summary>
    public ShapedProgram Boundary { get; }

    /// <summary>The rules of what may cross to a downstream authorization server; prepared when first asked for, since few Missions cross.</summary>
    public ShapedProgram Projection => projection ??= Shapes.Program(ProjectionRules.Of(Envelope));

    /// <summary>Prepares an envelope with the default backend.</summary>
    /// <param name="envelope">The envelope.</param>
    public static CompiledEnvelope From(MissionEnvelope envelope) => EnvelopeShapes.Compiled.Compile(envelope);
}
