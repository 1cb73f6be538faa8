using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Review;

/// <summary>The table of this room.</summary>
internal static class ReviewTables
{
    public const string ByReviewers = "reviewers";
    public const string ByDeadline = "deadline";

    /// <summary>How long a review is kept after its deadline.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    public static readonly Table<ReviewCase> Cases = new("reviews")
    {
        Json = ReviewJson.Default.ReviewCase,
        Key = static review => review.ProcessId,
        Indexes =
        [
            TableIndex<ReviewCase>.OnEach(ByReviewers, static review => review.IsOpen ? review.Terms.Reviewers.Select(Group) : []),
            TableIndex<ReviewCase>.OnTime(ByDeadline, static review => review.IsOpen ? review.Deadline : null),
        ],
        Expires = static review => review.Deadline + Memory,
    };

    /// <summary>A group as an index value: names may be long.</summary>
    public static string Group(string name) => HandleHash.Of(name).Value;

    /// <summary>Takes a review out of the queue.</summary>
    public static void Close(IStoreTransaction write, string processId)
    {
        if (write.Get(Cases, processId) is { Value.IsOpen: true } review)
        {
            write.Update(Cases, review.Value with { IsOpen = false }, review.Version);
        }
    }

    public static IServiceCollection AddReviewTables(this IServiceCollection services) => services.AddStoreTable(Cases);
}
