namespace MissionPolicy.Server.Protocol;

/// <summary>The type <c>mission</c> of <c>authorization_details</c> as its metadata describe it.</summary>
/// <remarks>The schema says what <see cref="MissionDetailsParser"/> takes in the two requests; a test compares them.
/// Source: draft-zehavi-oauth-rar-metadata-06, authorization details types metadata.</remarks>
internal static class MissionDetailType
{
    /// <summary>The version; raised when the schema changes.</summary>
    public const string Version = "2";

    public const string Description =
        "Authority under a Mission. In a pushed authorization request it names a Mission to resume or to approve, or, without mission_ref, the authority "
        + "that a new Mission starts with; in a token request it names what is wanted of a Mission: one resource server, resource classes, operations on them, and narrower bounds. What is not inside the Mission is refused, never cut down.";

    /// <summary>JSON Schema (2020-12) of one object.</summary>
    public static string Schema { get; } = $$$"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "required": ["type"],
          "properties": {
            "type": { "const": "{{{MissionDetail.Type}}}" },
            "mission_ref": { "type": "string", "minLength": 1, "maxLength": {{{MissionDetailsParser.MaxText}}} }
          },
          "oneOf": [
            {
              "required": ["mission_ref", "operation"],
              "properties": { "type": true, "mission_ref": true, "operation": { "enum": ["resume", "approve"] } },
              "additionalProperties": false
            },
            {
              "required": ["mission_ref", "locations", "datatypes", "actions"],
              "properties": {
                "type": true,
                "mission_ref": true,
                "locations": { "type": "array", "minItems": 1, "maxItems": 1, "items": { "type": "string", "format": "uri", "maxLength": {{{AbsoluteUri.MaxLength}}} } },
                "datatypes": { "type": "array", "minItems": 1, "maxItems": {{{MissionDetailsParser.MaxItems}}}, "items": { "type": "string", "minLength": 1 } },
                "actions": { "type": "array", "minItems": 1, "maxItems": {{{MissionDetailsParser.MaxItems}}}, "items": { "type": "string", "minLength": 1 } },
                "identifier": { "type": "string", "minLength": 1, "maxLength": {{{MissionDetailsParser.MaxText}}} },
                "constraints": { "type": "object" }
              },
              "additionalProperties": false
            },
            {
              "anyOf": [{ "required": ["locations"] }, { "required": ["datatypes"] }, { "required": ["actions"] }],
              "properties": {
                "type": true,
                "locations": { "type": "array", "minItems": 1, "maxItems": {{{MissionDetailsParser.MaxItems}}}, "items": { "type": "string", "format": "uri", "maxLength": {{{AbsoluteUri.MaxLength}}} } },
                "datatypes": { "type": "array", "minItems": 1, "maxItems": {{{MissionDetailsParser.MaxItems}}}, "items": { "type": "string", "minLength": 1 } },
                "actions": { "type": "array", "minItems": 1, "maxItems": {{{MissionDetailsParser.MaxItems}}}, "items": { "type": "string", "minLength": 1 } }
              },
              "additionalProperties": false
            }
          ]
        }
        """;

    /// <summary>One object of each kind.</summary>
    public static string Examples { get; } = """
        [
          { "type": "mission", "mission_ref": "mr_7M9Qx2", "operation": "resume" },
          { "type": "mission", "locations": ["https://ops-api.example.com"], "datatypes": ["host.session"], "actions": ["restart"] },
          { "type": "mission", "mission_ref": "mr_7M9Qx2", "locations": ["https://calendar-api.example.com"], "datatypes": ["calendar.event"],
            "actions": ["read", "create"], "constraints": { "starts": { "from": "2026-12-02T00:00:00Z" } } }
        ]
        """;
}
