using System.Collections.Immutable;

namespace MissionPolicy.Engine.Diagnostics;

/// <summary>Every mistake that the catalog language knows. Ids never change their meaning.</summary>
public static class DiagnosticCodes
{
    /// <summary>The file is no YAML.</summary>
    public static DiagnosticCode YamlSyntax { get; } = new("MP1001", "yaml-syntax", "The file is not readable as YAML");

    /// <summary>A key twice.</summary>
    public static DiagnosticCode DuplicateKey { get; } = new("MP1002", "duplicate-key", "A key stands twice in one mapping");

    /// <summary>Anchor or alias.</summary>
    public static DiagnosticCode AnchorOrAlias { get; } = new(
        "MP1003", "anchor-or-alias", "Anchors, aliases and merge keys are not part of the language");

    /// <summary>Tag.</summary>
    public static DiagnosticCode CustomTag { get; } = new("MP1004", "custom-tag", "Tags are not part of the language");

    /// <summary>Tab.</summary>
    public static DiagnosticCode Tab { get; } = new("MP1005", "tab", "A tab or another control character stands in the file");

    /// <summary>Not one document.</summary>
    public static DiagnosticCode OneDocument { get; } = new(
        "MP1006", "one-document", "A file holds exactly one YAML document that is a mapping");

    /// <summary>Too deep or too large.</summary>
    public static DiagnosticCode TooLarge { get; } = new("MP1007", "too-large", "The file is too large or nested too deeply");

    /// <summary>Needs quotes.</summary>
    public static DiagnosticCode NeedsQuotes { get; } = new(
        "MP1008", "needs-quotes", "A plain word that YAML readers take for something other than a string");

    /// <summary>File in no room.</summary>
    public static DiagnosticCode UnknownFile { get; } = new("MP1009", "unknown-file", "A YAML file that is neither vocabulary nor purpose");

    /// <summary>Unknown key.</summary>
    public static DiagnosticCode UnknownKey { get; } = new("MP1010", "unknown-key", "A key that the language does not have");

    /// <summary>Missing key.</summary>
    public static DiagnosticCode MissingKey { get; } = new("MP1011", "missing-key", "A required key is missing");

    /// <summary>Wrong type.</summary>
    public static DiagnosticCode WrongType { get; } = new("MP1012", "wrong-type", "A value of the wrong type");

    /// <summary>Out of range.</summary>
    public static DiagnosticCode OutOfRange { get; } = new("MP1013", "out-of-range", "A value outside its range");

    /// <summary>Unknown word.</summary>
    public static DiagnosticCode UnknownWord { get; } = new("MP1014", "unknown-word", "A word outside a closed list");

    /// <summary>Repeated value.</summary>
    public static DiagnosticCode RepeatedValue { get; } = new("MP1015", "repeated-value", "A list that is a set holds a value twice");

    /// <summary>Not an absolute URI.</summary>
    public static DiagnosticCode NotAnAbsoluteUri { get; } = new(
        "MP1016", "not-an-absolute-uri", "A value that must be an absolute URI is none");

    /// <summary>Types do not fit.</summary>
    public static DiagnosticCode ComparisonTypes { get; } = new("MP1020", "comparison-types", "A comparison whose types do not fit");

    /// <summary>Unknown fact.</summary>
    public static DiagnosticCode UnknownFact { get; } = new(
        "MP1021", "unknown-fact", "A condition on a fact, attribute or param that does not exist");

    /// <summary>Reference to a param that does not govern.</summary>
    public static DiagnosticCode ReferenceNotGoverning { get; } = new(
        "MP1022", "reference-not-governing", "A condition uses a param that does not govern");

    /// <summary>Unknown reason code.</summary>
    public static DiagnosticCode UnknownReasonCode { get; } = new(
        "MP1023", "unknown-reason-code", "A case expects a reason code that does not exist");

    /// <summary>Vocabulary missing.</summary>
    public static DiagnosticCode VocabularyMissing { get; } = new(
        "MP1030", "vocabulary-missing", "The vocabulary lacks classes, levels or the longest lifetime");

    /// <summary>Vocabulary defined twice.</summary>
    public static DiagnosticCode VocabularyTwice { get; } = new(
        "MP1031", "vocabulary-twice", "The vocabulary defines the same thing twice");

    /// <summary>Cycle in the strength order.</summary>
    public static DiagnosticCode StrengthCycle { get; } = new("MP1032", "strength-cycle", "Operations are stronger than themselves");

    /// <summary>Kind twice.</summary>
    public static DiagnosticCode DuplicateKind { get; } = new("MP1101", "duplicate-kind", "Two entries have the same kind");

    /// <summary>Unknown class, operation, level, audience, client or AS.</summary>
    public static DiagnosticCode NotInVocabulary { get; } = new("MP1102", "not-in-vocabulary", "A name that the vocabulary does not have");

    /// <summary>Params not sorted into governing and audit-only.</summary>
    public static DiagnosticCode ParamRole { get; } = new("MP1103", "param-role", "A param is not exactly one of governing and audit-only");

    /// <summary>Schema defect.</summary>
    public static DiagnosticCode ParamsSchema { get; } = new("MP1104", "params-schema", "The params schema is not usable");

    /// <summary>Overlapping authority.</summary>
    public static DiagnosticCode AuthorityOverlap { get; } = new(
        "MP1105", "authority-overlap", "Two authority rules cover the same operation");

    /// <summary>Authority that is forbidden.</summary>
    public static DiagnosticCode NeverContradicts { get; } = new("MP1106", "never-contradicts", "Authority that `never` forbids");

    /// <summary>Lifetimes.</summary>
    public static DiagnosticCode LifetimeBounds { get; } = new("MP1107", "lifetime-bounds", "A lifetime outside its bounds");

    /// <summary>Review block.</summary>
    public static DiagnosticCode ReviewBlock { get; } = new("MP1108", "review-block", "The review block does not fit the approval mode");

    /// <summary>Provisional wider than full.</summary>
    public static DiagnosticCode ProvisionalWider { get; } = new(
        "MP1109", "provisional-wider", "The provisional envelope is wider than the full one");

    /// <summary>Propagation.</summary>
    public static DiagnosticCode Propagation { get; } = new(
        "MP1110", "propagation", "Depth, audiences and projections do not fit each other");

    /// <summary>Projected param not governing.</summary>
    public static DiagnosticCode ProjectedParam { get; } = new("MP1111", "projected-param", "A projected param is not a governing param");

    /// <summary>Resume.</summary>
    public static DiagnosticCode ResumeMember { get; } = new(
        "MP1112", "resume-member", "The resume rule names something that cannot be compared");

    /// <summary>Same name twice.</summary>
    public static DiagnosticCode DuplicateName { get; } = new(
        "MP1113",
        "duplicate-name",
        "Two step-up rules, rules, cases or audiences have the same name");

    /// <summary>Name of a rule or a derived fact.</summary>
    public static DiagnosticCode RuleName { get; } = new(
        "MP1114",
        "rule-name",
        "A rule or a derived fact has a name that decisions cannot print");

    /// <summary>Rules in a circle.</summary>
    public static DiagnosticCode RuleCircle { get; } = new("MP1115", "rule-circle", "Rules feed each other in a circle");

    /// <summary>Derived fact that no rule writes.</summary>
    public static DiagnosticCode DerivedUnknown { get; } = new(
        "MP1116",
        "derived-unknown",
        "A rule reads a derived fact that no rule writes");

    /// <summary>Derived fact that no rule reads.</summary>
    public static DiagnosticCode DerivedUnread { get; } = new(
        "MP1117",
        "derived-unread",
        "A rule writes a derived fact that no rule reads");

    /// <summary>Derived fact of two kinds.</summary>
    public static DiagnosticCode DerivedKinds { get; } = new(
        "MP1118",
        "derived-kinds",
        "A derived fact is a sum in one rule and a set of tags in another");

    /// <summary>Comparison that one more rule could make false.</summary>
    public static DiagnosticCode DerivedComparison { get; } = new(
        "MP1119",
        "derived-comparison",
        "A derived fact is compared so that one more rule could widen what is allowed");

    /// <summary>Rule on a fact that the Mission does not keep.</summary>
    public static DiagnosticCode RuleFacts { get; } = new(
        "MP1120",
        "rule-facts",
        "A rule that shortens or withholds rests on a fact that the Mission does not keep");

    /// <summary>Withheld claim that never crosses.</summary>
    public static DiagnosticCode WithheldClaim { get; } = new("MP1121", "withheld-claim", "A rule withholds what never crosses");

    /// <summary>Param without a kind.</summary>
    public static DiagnosticCode ParamKind { get; } = new(
        "MP1122", "param-kind", "A param governs, and its kind cannot be read from the schema");

    /// <summary>Bound that cannot cross.</summary>
    public static DiagnosticCode BoundCannotCross { get; } = new(
        "MP1123", "bound-cannot-cross", "A class crosses to an audience that may not learn its bound");

    /// <summary>Mission that starts with nothing.</summary>
    public static DiagnosticCode NothingAtStart { get; } = new(
        "MP1124", "nothing-at-start", "Every authority item is on request, so that a Mission starts with nothing");

    /// <summary>The table, by id.</summary>
    public static ImmutableArray<DiagnosticCode> All { get; } =
    [
        YamlSyntax, DuplicateKey, AnchorOrAlias, CustomTag, Tab, OneDocument, TooLarge, NeedsQuotes, UnknownFile,
        UnknownKey, MissingKey, WrongType, OutOfRange, UnknownWord, RepeatedValue, NotAnAbsoluteUri,
        ComparisonTypes, UnknownFact, ReferenceNotGoverning, UnknownReasonCode,
        VocabularyMissing, VocabularyTwice, StrengthCycle,
        DuplicateKind, NotInVocabulary, ParamRole, ParamsSchema, AuthorityOverlap, NeverContradicts, LifetimeBounds,
        ReviewBlock, ProvisionalWider, Propagation, ProjectedParam, ResumeMember, DuplicateName,
        RuleName, RuleCircle, DerivedUnknown, DerivedUnread, DerivedKinds, DerivedComparison, RuleFacts, WithheldClaim, ParamKind, BoundCannotCross,
        NothingAtStart,
    ];
}
