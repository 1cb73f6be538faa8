using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>A requirement outlives the vocabulary that it was written in: Missions and reviews keep it by name.</summary>
public sealed class StepUpTests
{
    private static readonly CatalogVocabulary Vocabulary = SomeMission.Meeting.Vocabulary;

    private static readonly CatalogVocabulary Shrunk = Vocabulary with { Levels = [.. Vocabulary.Levels.Where(level => level.Name != "phr")] };

    private static readonly StrengthRequirement Phr = new("phr", null);

    private static readonly StrengthRequirement Mfa = new("mfa", TimeSpan.FromMinutes(5));

    [Theory]
    [InlineData("pwd")]
    [InlineData("mfa")]
    [InlineData("phr")]
    [InlineData("unheard-of")]
    public void A_level_that_the_vocabulary_does_not_know_is_met_by_nobody(string acr) =>
        Assert.False(StepUp.IsMet(Shrunk, Phr, SomeMission.SignIn(acr), SomeMission.Now));

    [Fact]
    public void A_sign_in_of_a_level_that_the_vocabulary_does_not_know_meets_what_asks_for_none()
    {
        Assert.True(StepUp.IsMet(Shrunk, new StrengthRequirement(null, null), SomeMission.SignIn(), SomeMission.Now));
        Assert.False(StepUp.IsMet(Shrunk, new StrengthRequirement("pwd", null), SomeMission.SignIn(), SomeMission.Now));
    }

    [Fact]
    public void A_level_that_the_vocabulary_does_not_know_is_stricter_than_every_one_that_it_knows()
    {
        StrengthRequirement both = new("phr", TimeSpan.FromMinutes(5));
        Assert.Equal(both, StepUp.Stricter(Shrunk, Phr, Mfa));
        Assert.Equal(both, StepUp.Stricter(Shrunk, Mfa, Phr));
        Assert.Equal(Phr, StepUp.Stricter(Shrunk, new StrengthRequirement(null, null), Phr));
        Assert.Equal(Phr, StepUp.Stricter(Shrunk, Phr, new StrengthRequirement(null, null)));
    }

    [Fact]
    public void Of_two_known_levels_the_stronger_one_counts()
    {
        Assert.Equal("phr", StepUp.Stricter(Vocabulary, Phr, Mfa).Acr);
        Assert.Equal("phr", StepUp.Stricter(Vocabulary, Mfa, Phr).Acr);
        Assert.Equal("mfa", StepUp.Stricter(Vocabulary, Mfa, new StrengthRequirement("pwd", null)).Acr);
    }
}
