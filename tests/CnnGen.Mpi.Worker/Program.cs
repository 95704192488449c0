using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using CnnGen;
using CnnGen.Mpi.Worker;

// One of the processes that tests start by mpirun.
WorkerOptions options = new(args);
switch (args[0])
{
    case "train":
        Train(options);
        break;
    case "time":
        Time(options);
        break;
    case "sum":
        TimeSums(options);
        break;
    default:
        using (MpiProcessGroup group = new(options.Text("library")))
        {
            Console.WriteLine($"process {group.Rank} of {group.Size}: {group.LibraryVersion}");
        }

        break;
}

// Trains and saves the weights. With --alone 1 there is no group: what the others are compared with.
static void Train(WorkerOptions options)
{
    using MpiProcessGroup? group = options.Number("alone", 0) == 1 ? null : new MpiProcessGroup { BucketBytes = options.Number("bucket", 1024) };
    int rank = group?.Rank ?? 0;
    int killed = options.Number("kill", -1);
    int failing = options.Number("fail", -1);
    using PlainNetwork network = PlainNetwork.Create((ulong)rank + 1);
    using Trainer<PlainNetwork> trainer = new(network, new TrainerOptions
    {
        BatchSize = 16,
        Optimizer = new Sgd(0.05, momentum: 0.9),
        Seed = 7,
        Threads = options.Number("threads", 1),
        Group = group,
        Checkpoints = options.Text("checkpoint") is { } path ? new CheckpointOptions(path) { EverySteps = 5, Resume = true } : null,
        OnStep = progress =>
        {
            if (rank == 1 && (progress.TotalSteps == killed || progress.TotalSteps == failing))
            {
                Console.Error.WriteLine($"ends at {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}");
            }

            if (rank == 1 && progress.TotalSteps == killed)
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }

            if (rank == 1 && progress.TotalSteps == failing)
            {
                throw new InvalidOperationException("told to fail");
            }
        },
    });
    TrainingReport report = trainer.Fit(Data(100, 1, 12, 4, seed: 1), Data(40, 1, 12, 4, seed: 2), options.Number("epochs", 3));
    if (rank == 0)
    {
        network.Save(options.Text("out")!);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loss {report.Epochs[^1].TrainLoss:R} validation {report.Epochs[^1].ValidationLoss:R} steps {trainer.StepCount}"));
    }
}

// Times steps: what docs/distributed.md says of them.
static void Time(WorkerOptions options)
{
    using MpiProcessGroup? group = options.Number("alone", 0) == 1 ? null : new MpiProcessGroup { BucketBytes = options.Number("bucket", 4 << 20) };
    using TimedNetwork network = TimedNetwork.Create(1);
    double[] milliseconds = new double[options.Number("steps", 60)];
    long last = 0;
    int count = 0;
    using Trainer<TimedNetwork> trainer = new(network, new TrainerOptions
    {
        BatchSize = options.Number("batch", 64),
        Optimizer = new Sgd(0.01),
        Threads = options.Number("threads", 1),
        Group = group,
        OnStep = _ =>
        {
            long now = Stopwatch.GetTimestamp();
            milliseconds[count++] = Stopwatch.GetElapsedTime(last, now).TotalMilliseconds;
            last = now;
        },
    });
    trainer.FitSteps(Data(1024, 3, 32, 10, seed: 1), null, milliseconds.Length);
    if (group is null or { Rank: 0 })
    {
        // The first steps compile.
        Print(milliseconds[10..], 4.0 * network.Parameters.Sum(static parameter => parameter.Length));
    }
}

// Times sums of as many bytes as a network's gradients have, without anything to do beside.
static void TimeSums(WorkerOptions options)
{
    using MpiProcessGroup group = new();
    float[] values = new float[options.Number("floats", 11_689_512)];
    double[] milliseconds = new double[options.Number("steps", 40)];
    for (int i = 0; i < milliseconds.Length; i++)
    {
        group.Barrier();
        long start = Stopwatch.GetTimestamp();
        group.AllReduce(values);
        milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    if (group.Rank == 0)
    {
        Print(milliseconds[5..], 4.0 * values.Length);
    }
}

static void Print(double[] milliseconds, double bytes)
{
    Array.Sort(milliseconds);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds[0]:F2} ms at least, {milliseconds[milliseconds.Length / 2]:F2} ms in the middle, {bytes / 1e6:F1} MB"));
}

static InMemoryDataset Data(int count, int channels, int side, int classes, int seed)
{
    Random random = new(seed);
    float[] samples = [.. Enumerable.Range(0, count * channels * side * side).Select(_ => (float)random.NextDouble())];
    int[] labels = [.. Enumerable.Range(0, count).Select(i => i % classes)];
    for (int i = 0; i < count; i++)
    {
        samples[(i * channels * side * side) + labels[i]] += 3;
    }

    return new InMemoryDataset(samples, labels, channels, side, side);
}
