using MissionPolicy.Server.Storage;

namespace MissionPolicy.Storage.Tests;

internal static class NoteTables
{
    public static Table<Note> Notes { get; } = new("notes")
    {
        Json = NoteJson.Default.Note,
        Key = static n => n.Id,
        Expires = static n => n.Expires,
        Indexes =
        [
            TableIndex<Note>.On("owner", static n => n.Owner),
            TableIndex<Note>.OnEach("tag", static n => n.Tags),
            TableIndex<Note>.OnTime("due", static n => n.Due),
        ],
    };

    public static Table<Note> Other { get; } = new("other") { Json = NoteJson.Default.Note, Key = static n => n.Id };
}
