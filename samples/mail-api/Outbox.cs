using System.Collections.Immutable;

namespace MissionPolicy.Samples.MailApi;

/// <summary>What was sent: nothing leaves this machine.</summary>
internal sealed class Outbox
{
    private ImmutableList<Message> sent = [];

    public void Send(Message message) => ImmutableInterlocked.Update(ref sent, static (all, one) => all.Add(one), message);
}
