namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>A form.</summary>
/// <param name="Attributes">Of the element.</param>
/// <param name="Html">What is inside.</param>
/// <param name="Fields">Its fields with their values.</param>
internal sealed record HtmlForm(IReadOnlyDictionary<string, string> Attributes, string Html, IReadOnlyDictionary<string, string> Fields)
{
    public const string AntiforgeryField = "__RequestVerificationToken";

    public string Antiforgery => Fields.GetValueOrDefault(AntiforgeryField, string.Empty);
}
