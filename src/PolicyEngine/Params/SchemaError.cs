namespace MissionPolicy.Engine.Params;

/// <summary>One error of a value against a schema.</summary>
/// <param name="InstancePath">JSON Pointer (RFC 6901) into the value; empty for the root.</param>
/// <param name="SchemaPath">JSON Pointer into the schema, ending in the keyword; empty where the validator cannot name it.</param>
/// <param name="Keyword">The keyword that refused, or one of the words of this type.</param>
/// <param name="Message">What is wrong, for people.</param>
public readonly record struct SchemaError(string InstancePath, string SchemaPath, string Keyword, string Message)
{
    /// <summary>In place of a keyword: no keyword can judge the value, or it takes too long.</summary>
    public const string Json = "json";

    /// <summary>In place of a keyword: two validators gave different answers. One of them is wrong, and a person has to look at it.</summary>
    public const string ValidatorsDisagree = "validators_disagree";

    /// <summary>In place of a keyword: the validator ended without an answer.</summary>
    public const string ValidatorFailed = "validator_failed";
}
