using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Signals.Delivery;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>Applies the <c>delivery</c> member of a request to a stream.</summary>
/// <remarks>Source: SSF 1.0 §6.1, §8.1.1.1.</remarks>
internal sealed class StreamDelivery(EndpointGuard guard, StreamJson json, FieldProtection protection)
{
    /// <summary>The field that authorization headers are protected as.</summary>
    public const string Field = "ssf.push_authorization";

    /// <summary>The stream with that delivery.</summary>
    /// <param name="stream">The stream so far.</param>
    /// <param name="wanted">What was asked for; null changes nothing.</param>
    /// <param name="body">The request, to tell what cannot be used.</param>
    /// <param name="cancellation">Stops the check of the URL.</param>
    public async Task<SignalStream> ApplyAsync(SignalStream stream, DeliveryRequest? wanted, MemberReader body, CancellationToken cancellation)
    {
        if (wanted is null || body.Errors.Count > 0)
        {
            return stream;
        }

        if (wanted.Method == DeliveryMethods.Poll)
        {
            if (wanted.Url is not null && wanted.Url != json.PollUrl(stream.StreamId))
            {
                body.Object("delivery").Error("endpoint_url", "is the transmitter's for this method and has another value");
            }

            return stream with { Method = DeliveryMethods.Poll, PushUrl = null, PushAuthorization = null };
        }

        if (await guard.CheckAsync(wanted.Url!, cancellation) is { } wrong)
        {
            body.Object("delivery").Error("endpoint_url", wrong);
            return stream;
        }

        // The header is not shown, so a receiver that repeats what it read must not lose it; to another URL it never goes along.
        bool isKept = !wanted.HasAuthorization && stream.PushUrl == wanted.Url;
        return stream with
        {
            Method = DeliveryMethods.Push,
            PushUrl = wanted.Url,
            PushAuthorization = isKept ? stream.PushAuthorization : wanted.Authorization is null ? null : protection.Protect(Field, wanted.Authorization),
        };
    }
}
