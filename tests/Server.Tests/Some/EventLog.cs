using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>What a host told its operator, by event.</summary>
internal sealed class EventLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(int Event, string Text)> told = new();

    /// <summary>The messages of one event.</summary>
    public IReadOnlyList<string> Of(int id) => [.. told.Where(message => message.Event == id).Select(message => message.Text)];

    public void Add(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(this);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        told.Enqueue((eventId.Id, formatter(state, exception)));

    public void Dispose()
    {
    }
}
