using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Prompts;

/// <summary>The tables of this room.</summary>
internal static class PromptTables
{
    public const string ByPerson = "person";

    public static readonly Table<AskedQuestions> Asked = new("asked_questions")
    {
        Json = PromptsJson.Default.AskedQuestions,
        Key = static asked => asked.Key,
        Expires = static asked => asked.Until,
    };

    public static readonly Table<StoppedQuestions> Stopped = new("stopped_questions")
    {
        Json = PromptsJson.Default.StoppedQuestions,
        Key = static stopped => stopped.Key,
        Indexes = [TableIndex<StoppedQuestions>.On(ByPerson, static stopped => stopped.Person)],
    };

    public static IServiceCollection AddPrompts(this IServiceCollection services) => services
        .AddStoreTable(Asked)
        .AddStoreTable(Stopped)
        .AddSingleton<QuestionLog>()
        .AddSingleton<QuestionStops>();
}
