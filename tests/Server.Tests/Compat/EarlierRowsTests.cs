using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tests.Compat;

/// <summary>A row of an earlier release lacks the members that came later: it is read
/// all the same, and no list of it is without a value.</summary>
public sealed class EarlierRowsTests
{
    // A value may give itself, made from what it is.
    private const int Deepest = 4;

    /// <summary>What rests inside a field of a row, and the evidence.</summary>
    private static readonly JsonTypeInfo[] Inside =
    [
        MissionsJson.Default.AppliedRecord, DeferredJson.Default.DeferralWish, AuthorizeJson.Default.StoredParameters, AccountsJson.Default.AccountPersonal,
        EvidenceJson.Default.EvidenceEntry,
    ];

    public static TheoryData<string> Records => [.. Stored().Select(info => info.Type.Name).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_table_is_found() => Assert.True(Stored().Length > 30, string.Join(' ', Stored().Select(info => info.Type.Name)));

    [Theory]
    [MemberData(nameof(Records))]
    public void A_row_that_has_what_is_required_alone_has_no_list_without_a_value(string record)
    {
        JsonTypeInfo info = Assert.Single(Stored(), candidate => candidate.Type.Name == record);
        object read = JsonSerializer.Deserialize(Required(info)!.ToJsonString(), info)!;
        Assert.Empty(Without(read, info.Type.Name));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_member_that_is_written_is_read_again(string record)
    {
        JsonTypeInfo info = Assert.Single(Stored(), candidate => candidate.Type.Name == record);
        JsonNode whole = Node(info, static member => member.Set is not null || member.AssociatedParameter is not null, Deepest)!;
        JsonNode again = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(whole.ToJsonString(), info), info)!;
        Assert.All(whole.AsObject(), member => Assert.True(
            again[member.Key] is { } kept && Kept(member.Value!, kept), $"{member.Key}: {member.Value?.ToJsonString()} became {again[member.Key]?.ToJsonString()}"));
    }

    // A default that is left out on the disk is there again after reading.
    private static bool Kept(JsonNode written, JsonNode read) => (written, read) switch
    {
        (JsonObject one, JsonObject other) => one.All(member => other[member.Key] is { } kept && Kept(member.Value!, kept)),
        (JsonArray one, JsonArray other) => one.Count == other.Count && one.Zip(other).All(pair => Kept(pair.First!, pair.Second!)),
        _ => JsonNode.DeepEquals(written, read),
    };

    private static JsonTypeInfo[] Stored() =>
    [
        .. typeof(IStore).Assembly.GetTypes()
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(Table<>))
            .Select(field => field.GetValue(null)!)
            .Select(table => (JsonTypeInfo)table.GetType().GetProperty(nameof(Table<Mission>.Json))!.GetValue(table)!)
            .Concat(Inside)
            .DistinctBy(info => info.Type),
    ];

    // What the constructor takes and what is required was in every row; the rest came at some time.
    private static JsonNode? Required(JsonTypeInfo info) => Node(info, IsRequired, Deepest);

    private static JsonNode? Node(JsonTypeInfo info, Func<JsonPropertyInfo, bool> select, int depth)
    {
        if (Nullable.GetUnderlyingType(info.Type) is { } there)
        {
            return Node(info.Options.GetTypeInfo(there), select, depth);
        }

        if (info.Kind != JsonTypeInfoKind.Object)
        {
            return Value(info, select, depth);
        }

        JsonObject row = [];
        foreach (JsonPropertyInfo member in info.Properties.Where(member => IsRequired(member) || (depth > 0 && select(member))))
        {
            row[member.Name] = Node(info.Options.GetTypeInfo(member.PropertyType), select, depth - 1);
        }

        return row;
    }

    private static bool IsRequired(JsonPropertyInfo member) =>
        member.IsRequired || (member.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false });

    private static JsonNode? Value(JsonTypeInfo info, Func<JsonPropertyInfo, bool> select, int depth)
    {
        Type type = info.Type;
        return info.Kind == JsonTypeInfoKind.Enumerable ? new JsonArray(Node(info.Options.GetTypeInfo(info.ElementType!), select, depth - 1))
            : info.Kind == JsonTypeInfoKind.Dictionary ? new JsonObject()
            : type == typeof(string) ? "x"
            : type == typeof(bool) ? true
            : type == typeof(DateTimeOffset) ? "2026-12-01T09:00:00+00:00"
            : type == typeof(TimeSpan) ? "00:01:00"
            : type.IsEnum ? JsonSerializer.SerializeToNode(Enum.GetValues(type).GetValue(0), info)
            : type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>) ? "AA=="
            : 1;
    }

    private static IEnumerable<string> Without(object value, string at)
    {
        foreach (PropertyInfo member in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member.GetIndexParameters().Length == 0))
        {
            Type type = member.PropertyType;
            object? held = member.GetValue(value);
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            {
                if ((bool)type.GetProperty(nameof(ImmutableArray<int>.IsDefault))!.GetValue(held)!)
                {
                    yield return $"{at}.{member.Name}";
                    continue;
                }

                foreach (string missing in ((IEnumerable)held!).Cast<object>().Where(IsOurs).SelectMany(one => Without(one, $"{at}.{member.Name}")))
                {
                    yield return missing;
                }
            }
            else if (at.Count(letter => letter == '.') < Deepest && (held is null ? IsList(type) && new NullabilityInfoContext().Create(member).ReadState == NullabilityState.NotNull : IsOurs(held)))
            {
                foreach (string missing in held is null ? [$"{at}.{member.Name}"] : Without(held, $"{at}.{member.Name}"))
                {
                    yield return missing;
                }
            }
        }
    }

    private static bool IsList(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    private static bool IsOurs(object value) => value is not Enum && value.GetType().Assembly == typeof(IStore).Assembly;
}
