namespace MissionPolicy.Evidence;

/// <summary>What can be wrong with an export.</summary>
public static class FindingCodes
{
    /// <summary>A line is neither a record nor a checkpoint.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>A record does not have the next number.</summary>
    public const string Number = "number";

    /// <summary>A record is not the one that the next one names.</summary>
    public const string Chain = "chain";

    /// <summary>Something follows the checkpoint.</summary>
    public const string Behind = "behind_checkpoint";

    /// <summary>The export breaks off.</summary>
    public const string End = "end";

    /// <summary>The checkpoint is not signed by a given key, or is none.</summary>
    public const string Signature = "signature";

    /// <summary>The checkpoint covers another number of records.</summary>
    public const string Size = "size";

    /// <summary>The records are not those of the checkpoint.</summary>
    public const string Root = "root";

    /// <summary>The log is not a continuation of the one that an earlier checkpoint covers.</summary>
    public const string Earlier = "earlier_checkpoint";

    /// <summary>A personal part is not the one that its record names.</summary>
    public const string Personal = "personal";
}
