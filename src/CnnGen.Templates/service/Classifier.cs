using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

/// <summary>One network, read once, and forks of it: instances over the same weights, each for one request at a time.</summary>
internal sealed class Classifier : IDisposable
{
    private readonly ShapeNet _network;
    private readonly Channel<ShapeNet> _idle;

    public Classifier(string weights, int forks)
    {
        _network = ShapeNet.Load(weights);
        _idle = Channel.CreateBounded<ShapeNet>(forks);
        for (int fork = 0; fork < forks; fork++)
        {
            _idle.Writer.TryWrite(_network.Fork());
        }
    }

    public static int Height => ShapeNet.Info.InputShape[1];

    public static int Width => ShapeNet.Info.InputShape[2];

    /// <summary>Waits for a fork that is idle, and asks it.</summary>
    public async ValueTask<Guess> ClassifyAsync(float[] picture, CancellationToken cancelled)
    {
        ShapeNet fork = await _idle.Reader.ReadAsync(cancelled);
        try
        {
            return fork.Classify(picture);
        }
        finally
        {
            _idle.Writer.TryWrite(fork);
        }
    }

    public void Dispose()
    {
        while (_idle.Reader.TryRead(out ShapeNet? fork))
        {
            fork.Dispose();
        }

        _network.Dispose();
    }
}

/// <summary>Healthy is a service whose network answers.</summary>
internal sealed class ClassifierHealth(Classifier classifier) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancelled = default)
    {
        Guess guess = await classifier.ClassifyAsync(new float[ShapeNet.InputLength], cancelled);
        return float.IsFinite(guess.Probability) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the network's scores are no numbers");
    }
}
