namespace MissionPolicy.Engine.Tests.Params;

/// <summary>What of the official suite is out of scope, and why. A row that is not needed fails the test.</summary>
internal static class SuiteExclusions
{
    private const string NoPatternProperties = "Member names chosen by the client would make the governing inputs an open set.";
    private const string NoPropertyNames = "As patternProperties: params have fixed names.";
    private const string NoDependentSchemas = "if/then says the same and can be compared exactly.";
    private const string NoUnevaluated = "Depends on annotations of other keywords; additionalProperties is enough for closed params.";
    private const string NoRemote = "Nothing is fetched at load or at run time.";
    private const string NoOtherDraft = "Entries are written in draft 2020-12 only.";
    private const string NoSuchFormat = "Not among the formats of the language; naming it is an error at load.";
    private const string UnknownIsRefused = "An unknown keyword or format is an error at load, never ignored.";
    private const string NoIdentifiers = "Only local JSON Pointers are followed: an entry is one file and one schema, so it needs no identifiers.";
    private const string NoAstralPatterns = "The linear-time matcher counts UTF-16 code units, so a pattern that names a character beyond U+FFFF is refused; values may hold them.";
    private const string NoJoiningTypes = "The joining types of RFC 5892 appendix A.1 are not in the runtime; the label is refused, which is the safe side.";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["optional/ecmascript-regex: patterns always use unicode semantics with patternProperties"] = NoPatternProperties,
        ["optional/ecmascript-regex: \\w in patternProperties matches [A-Za-z0-9_], not unicode letters"] = NoPatternProperties,
        ["optional/ecmascript-regex: patternProperties with ASCII ranges"] = NoPatternProperties,
        ["optional/ecmascript-regex: \\d in patternProperties matches [0-9], not unicode digits"] = NoPatternProperties,
        ["optional/ecmascript-regex: patternProperties with non-ASCII digits"] = NoPatternProperties,
        ["optional/non-bmp-regex: Proper UTF-16 surrogate pair handling: pattern"] = NoAstralPatterns,
        ["optional/non-bmp-regex: Proper UTF-16 surrogate pair handling: patternProperties"] = NoPatternProperties,
        ["properties: properties, patternProperties, additionalProperties interaction"] = NoPatternProperties,
        ["additionalProperties: additionalProperties being false does not allow other properties"] = NoPatternProperties,
        ["additionalProperties: non-ASCII pattern with additionalProperties"] = NoPatternProperties,
        ["additionalProperties: additionalProperties with propertyNames"] = NoPropertyNames,
        ["additionalProperties: dependentSchemas with additionalProperties"] = NoDependentSchemas,
        ["not: collect annotations inside a 'not', even if collection is disabled"] = NoUnevaluated,
        ["ref: remote ref, containing refs itself"] = NoRemote,
        ["ref: Recursive references between schemas"] = NoIdentifiers,
        ["ref: ref creates new scope when adjacent to keywords"] = NoUnevaluated,
        ["ref: refs with relative uris and defs"] = NoIdentifiers,
        ["ref: relative refs with absolute uris and defs"] = NoIdentifiers,
        ["ref: $id must be resolved against nearest parent, not just immediate parent"] = NoIdentifiers,
        ["ref: order of evaluation: $id and $ref"] = NoIdentifiers,
        ["ref: order of evaluation: $id and $anchor and $ref"] = NoIdentifiers,
        ["ref: order of evaluation: $id and $ref on nested schema"] = NoIdentifiers,
        ["ref: simple URN base URI with $ref via the URN"] = NoIdentifiers,
        ["ref: simple URN base URI with JSON pointer"] = NoIdentifiers,
        ["ref: URN base URI with NSS"] = NoIdentifiers,
        ["ref: URN base URI with r-component"] = NoIdentifiers,
        ["ref: URN base URI with q-component"] = NoIdentifiers,
        ["ref: URN base URI with URN and JSON pointer ref"] = NoIdentifiers,
        ["ref: URN base URI with URN and anchor ref"] = NoIdentifiers,
        ["ref: URN ref with nested pointer ref"] = NoIdentifiers,
        ["ref: ref to if"] = NoIdentifiers,
        ["ref: ref to then"] = NoIdentifiers,
        ["ref: ref to else"] = NoIdentifiers,
        ["ref: ref with absolute-path-reference"] = NoIdentifiers,
        ["ref: $id with file URI still resolves pointers - *nix"] = NoIdentifiers,
        ["ref: $id with file URI still resolves pointers - windows"] = NoIdentifiers,
        ["defs: validate definition against metaschema"] = NoRemote,
        ["optional/format/hostname: validation of A-label (punycode) host names: ZERO WIDTH NON-JOINER not preceded by Virama but matches regexp"] = NoJoiningTypes,
    };

    /// <summary>The files that are not run at all, and why. A file of the suite that is neither here nor run fails the test.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>
    {
        ["anchor"] = NoIdentifiers,
        ["content"] = "contentEncoding and contentMediaType only annotate; an annotation would look like a rule.",
        ["dependentRequired"] = NoDependentSchemas,
        ["dependentSchemas"] = NoDependentSchemas,
        ["dynamicRef"] = NoIdentifiers,
        ["format"] = "Its cases say that a format only annotates; here it is an assertion, as the files of optional/format have it.",
        ["patternProperties"] = NoPatternProperties,
        ["propertyNames"] = NoPropertyNames,
        ["refRemote"] = NoRemote,
        ["unevaluatedItems"] = NoUnevaluated,
        ["unevaluatedProperties"] = NoUnevaluated,
        ["vocabulary"] = "There is one vocabulary, and it is closed.",
        ["optional/anchor"] = NoIdentifiers,
        ["optional/cross-draft"] = NoOtherDraft,
        ["optional/dependencies-compatibility"] = NoOtherDraft,
        ["optional/dynamicRef"] = NoIdentifiers,
        ["optional/format-assertion"] = "Asks for meta-schemas that choose whether a format asserts; here it always does.",
        ["optional/id"] = NoIdentifiers,
        ["optional/no-schema"] = NoOtherDraft,
        ["optional/refOfUnknownKeyword"] = UnknownIsRefused,
        ["optional/unknownKeyword"] = UnknownIsRefused,
        ["optional/format/ecmascript-regex"] = NoSuchFormat,
        ["optional/format/idn-email"] = NoSuchFormat,
        ["optional/format/idn-hostname"] = NoSuchFormat,
        ["optional/format/iri"] = NoSuchFormat,
        ["optional/format/iri-reference"] = NoSuchFormat,
        ["optional/format/json-pointer"] = NoSuchFormat,
        ["optional/format/regex"] = NoSuchFormat,
        ["optional/format/relative-json-pointer"] = NoSuchFormat,
        ["optional/format/unknown"] = UnknownIsRefused,
        ["optional/format/uri-reference"] = NoSuchFormat,
        ["optional/format/uri-template"] = NoSuchFormat,
    };
}
