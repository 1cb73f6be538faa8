using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Architecture.Tests;

/// <summary>What types may look like.</summary>
public sealed class ShapeTests
{
    private static readonly Type[] MutableCollections =
        [typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(IList<>), typeof(IDictionary<,>), typeof(ISet<>), typeof(ICollection<>), typeof(Queue<>), typeof(Stack<>)];

    [Fact]
    public void Classes_of_the_host_are_sealed_or_abstract() => Assert.Empty(
        typeof(OAuthError).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && Written(type) && !typeof(Exception).IsAssignableFrom(type))
            .Select(type => type.FullName));

    [Fact]
    public void Fields_of_the_engine_that_anybody_sees_cannot_be_changed() => Assert.Empty(
        typeof(Boundary).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(field => field is { IsInitOnly: false, IsLiteral: false, IsSpecialName: false })
            .Select(field => $"{field.DeclaringType}.{field.Name}"));

    [Fact]
    public void No_record_of_the_engine_hands_out_a_collection_that_can_be_changed() => Assert.Empty(
        typeof(Boundary).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(property => IsMutable(property.PropertyType))
            .Select(property => $"{property.DeclaringType}.{property.Name}"));

    [Fact]
    public void No_static_field_of_the_engine_can_be_set_anew() => Assert.Empty(
        typeof(Boundary).Assembly.GetTypes().Where(Written)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(field => field is { IsInitOnly: false, IsLiteral: false } && !field.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(field => $"{field.DeclaringType}.{field.Name}"));

    private static bool IsMutable(Type type) =>
        type.IsArray || typeof(ArrayList).IsAssignableFrom(type) || (type.IsGenericType && MutableCollections.Contains(type.GetGenericTypeDefinition()));

    private static bool Written(Type type) =>
        type.Namespace?.StartsWith("MissionPolicy", StringComparison.Ordinal) == true
        && !type.Name.Contains('<', StringComparison.Ordinal) && !type.IsDefined(typeof(CompilerGeneratedAttribute));
}
