using System.Text.Json;
using MissionPolicy.Engine.Params;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>The metadata of the type <c>mission</c> say what the parser takes.</summary>
public sealed class DetailTypesTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task The_metadata_name_an_address_that_describes_every_supported_type()
    {
        JsonElement metadata = (await fixture.Host.GetAsync("/.well-known/oauth-authorization-server")).IsOk().Json;
        Uri address = new(metadata.GetProperty("authorization_details_types_metadata_endpoint").GetString()!);
        JsonElement types = (await fixture.Host.GetAsync(address.AbsolutePath)).IsOk().Json;
        Assert.Equal(
            metadata.GetProperty("authorization_details_types_supported").EnumerateArray().Select(type => type.GetString()),
            types.EnumerateObject().Select(type => type.Name));
        JsonElement mission = types.GetProperty("mission");
        Assert.Equal(["version", "description", "schema", "examples"], mission.EnumerateObject().Select(member => member.Name));
        IParamsSchema schema = Schema();
        Assert.All(mission.GetProperty("examples").EnumerateArray(), example => Assert.True(schema.IsValid(example), example.ToString()));
    }

    [Theory]
    [InlineData("""{"type":"mission","mission_ref":"m","operation":"resume"}""", true)]
    [InlineData("""{"type":"mission","mission_ref":"m","operation":"approve"}""", true)]
    [InlineData("""{"type":"mission","mission_ref":"m","operation":"delete"}""", false)]
    [InlineData("""{"type":"mission","mission_ref":"m"}""", false)]
    [InlineData("""{"type":"mission","operation":"resume"}""", false)]
    [InlineData("""{"type":"payment","mission_ref":"m","operation":"resume"}""", false)]
    [InlineData("""{"type":"mission","mission_ref":"m","operation":"resume","actions":["read"]}""", false)]
    [InlineData("""{"type":"mission","mission_ref":"m","locations":["https://a.example"],"datatypes":["c"],"actions":["read"]}""", true)]
    [InlineData("""{"type":"mission","mission_ref":"m","locations":["https://a.example"],"datatypes":["c"],"actions":["read"],"identifier":"i","constraints":{"calendar":"c"}}""", true)]
    [InlineData("""{"type":"mission","mission_ref":"m","locations":["https://a.example","https://b.example"],"datatypes":["c"],"actions":["read"]}""", false)]
    [InlineData("""{"type":"mission","mission_ref":"m","locations":["https://a.example"],"datatypes":[],"actions":["read"]}""", false)]
    [InlineData("""{"type":"mission","mission_ref":"m","locations":["https://a.example"],"datatypes":["c"],"actions":["read"],"constraints":[]}""", false)]
    [InlineData("""{"type":"mission","mission_ref":"m","locations":["https://a.example"],"datatypes":["c"],"actions":["read"],"identifier":""}""", false)]
    [InlineData("""{"type":"mission","mission_ref":"m","locations":["https://a.example"],"datatypes":["c"],"actions":["read"],"more":1}""", false)]
    [InlineData("""{"type":"mission","datatypes":["c"],"actions":["read"]}""", true)]
    [InlineData("""{"type":"mission","locations":["https://a.example","https://b.example"]}""", true)]
    [InlineData("""{"type":"mission"}""", false)]
    [InlineData("""{"type":"mission","actions":[]}""", false)]
    [InlineData("""{"type":"mission","actions":["read"],"constraints":{"calendar":"c"}}""", false)]
    public void The_schema_takes_what_the_parser_takes(string detail, bool isTaken)
    {
        using JsonDocument json = JsonDocument.Parse(detail);
        Assert.Equal(isTaken, Schema().IsValid(json.RootElement));
        Assert.Equal(
            isTaken,
            MissionDetailsParser.ParseAuthorization($"[{detail}]").TryGet(out _, out _) || MissionDetailsParser.Parse($"[{detail}]", DetailUse.Token).TryGet(out _, out _));
    }

    private static IParamsSchema Schema()
    {
        using JsonDocument schema = JsonDocument.Parse(MissionDetailType.Schema);
        return new JsonSchemaCompiler().Compile(schema.RootElement.Clone()).Match(
            compiled => compiled.Schema, refused => throw new InvalidOperationException(refused.Defects[0].Message));
    }
}
