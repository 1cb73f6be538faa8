namespace MissionPolicy.Engine.Canonical;

/// <summary>A JSON value has no canonical form (RFC 8785, RFC 7493). Callers that take input from outside check it first.</summary>
public sealed class CanonicalFormException : Exception
{
    /// <inheritdoc/>
    public CanonicalFormException()
    {
    }

    /// <inheritdoc/>
    public CanonicalFormException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public CanonicalFormException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
