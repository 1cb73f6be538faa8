namespace MissionPolicy.Server.Deferred;

/// <summary>How a visit to the approval of a deferred token request ended, for the page that says so.</summary>
internal static class DeferralWords
{
    public const string Member = "outcome";

    public const string Approved = "approved";
    public const string InReview = "in_review";
    public const string Declined = "declined";
    public const string Withdrawn = "withdrawn";
    public const string Expired = "expired";
    public const string Ended = "ended";
    public const string AnotherPerson = "another_person";
    public const string Later = "later";
    public const string NotPossible = "not_possible";

    /// <summary>The heading and the text of a page.</summary>
    /// <param name="outcome">One of the words; any other one counts as an end without more to say.</param>
    public static (string Title, string Text) Of(string? outcome) => outcome switch
    {
        Approved => ("Approved", "The application goes on by itself. You can close this page."),
        InReview => ("Sent for review", "You agreed. Others have to agree as well before the application goes on. You can close this page."),
        Declined => ("Denied", "The application does not get what it asked for. What you approved before stays as it is. You can close this page."),
        Withdrawn => ("Not asked any more", "The application withdrew its request. Nothing was approved."),
        Expired => ("Too late", "The application stopped waiting. Nothing was approved."),
        AnotherPerson => ("For another person", "This question is for another person. Nothing was decided. Sign out, and sign in as that person."),
        Later => ("Not answered yet", "Nothing was decided. You find the question in My Missions as long as the application waits."),
        NotPossible => ("Not possible", "This cannot be approved now. Nothing was approved."),
        _ => ("Over", "There is nothing to decide here any more."),
    };
}
