namespace MissionPolicy.Engine.Params;

/// <summary>The types of JSON Schema.</summary>
[Flags]
public enum SchemaTypes
{
    /// <summary>No type: nothing fits.</summary>
    None = 0,

    /// <summary><c>null</c>.</summary>
    Null = 1,

    /// <summary><c>boolean</c>.</summary>
    Boolean = 2,

    /// <summary><c>integer</c>: a number without a fraction.</summary>
    Integer = 4,

    /// <summary><c>number</c>; holds every integer.</summary>
    Number = 8 | Integer,

    /// <summary><c>string</c>.</summary>
    String = 16,

    /// <summary><c>array</c>.</summary>
    Array = 32,

    /// <summary><c>object</c>.</summary>
    Object = 64,

    /// <summary>Every type.</summary>
    Any = Null | Boolean | Number | String | Array | Object,
}
